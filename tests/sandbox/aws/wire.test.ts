import { gzipSync } from "node:zlib";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import type * as EC2 from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { trailParameters } from "../../../sandbox/aws/trail-parameters.ts";
import { unwrapBody } from "../../../sandbox/aws/wire/body-encoding.ts";
import {
  AwsError,
  type Protocol,
  Refusal,
  type RefusalKind,
  refusalToError,
} from "../../../sandbox/aws/wire/errors.ts";
import { loadService } from "../../../sandbox/aws/wire/load-service.ts";
import type { LoadedOperation } from "../../../sandbox/aws/wire/loaded.ts";
import { findOperation, writeAnswer, writeError } from "../../../sandbox/aws/wire/protocol.ts";
import { defineService, type Operations } from "../../../sandbox/aws/wire/service.ts";
import { escapeXml, parseXml } from "../../../sandbox/aws/wire/xml.ts";

const request = (method: string, url: string, headers: Record<string, string> = {}, body: string | Buffer = "") => ({
  method,
  url,
  headers,
  body: Buffer.from(body),
});
const id = "00000000-0000-4000-8000-000000000000";

describe("a definition", () => {
  const define = (operations: Operations<typeof EC2>) =>
    defineService<typeof EC2>({
      package: "@aws-sdk/client-ec2",
      client: "EC2Client",
      scope: "ec2",
      iam: "ec2",
      operations,
    });

  it("compiles only with operations and members the SDK has, which the compiler is held to here", () => {
    const good = define({ DescribeSubnets: (input) => ({ NextToken: input.NextToken }) });
    // @ts-expect-error: no such operation
    const misspelt = define({ DescribeInstanzes: () => ({}) });
    // @ts-expect-error: no such member in the output
    define({ DescribeRegions: () => ({ Regionen: [] }) });
    // @ts-expect-error: no such member deep in the output
    define({ DescribeRegions: () => ({ Regions: [{ Name: "x" }] }) });
    // @ts-expect-error: a number where a text belongs
    define({ DescribeVpcs: () => ({ Vpcs: [{ VpcId: 1 }] }) });
    // @ts-expect-error: no such member in the input
    define({ DescribeTags: (input) => ({ NextToken: input.Token }) });
    // @ts-expect-error: no answer at all
    define({ DescribeTags: () => "none" });
    expect([...good.load().operations.keys()]).toEqual(["DescribeSubnets"]);
    expect(() => misspelt.load()).toThrow();
  });

  it("whose output has a member the SDK does not know fails instead of losing it", () => {
    const service = loadService("@aws-sdk/client-ec2", "EC2Client", ["DescribeRegions"]);
    const operation = service.operations.get("DescribeRegions") as LoadedOperation;
    expect(() => writeAnswer(service, operation, { Regions: [{ Name: "x" }] }, id)).toThrow(
      "Region has no member Name",
    );
  });
});

describe("errors", () => {
  const told = (packageName: string, client: string, error: AwsError) => {
    const { status, headers, body } = writeError(loadService(packageName, client, []), error, id);
    return { status, type: headers["x-amzn-errortype"], query: headers["x-amzn-query-error"], body: String(body) };
  };

  it("have each protocol's own shape, with the status and members of the service's model", () => {
    expect(told("@aws-sdk/client-lambda", "LambdaClient", new AwsError("ResourceNotFoundException", "gone"))).toEqual({
      status: 404,
      type: "ResourceNotFoundException",
      query: undefined,
      body: '{"__type":"ResourceNotFoundException","Message":"gone"}',
    });
    expect(told("@aws-sdk/client-sqs", "SQSClient", new AwsError("QueueDoesNotExist", "no queue"))).toEqual({
      status: 400,
      type: "QueueDoesNotExist",
      query: "AWS.SimpleQueueService.NonExistentQueue;Sender",
      body: '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no queue"}',
    });
    expect(told("@aws-sdk/client-iam", "IAMClient", new AwsError("NoSuchEntity", "<none>"))).toMatchObject({
      status: 404,
      body: `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>&lt;none&gt;</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
    });
    expect(told("@aws-sdk/client-s3", "S3Client", new AwsError("NoSuchBucket", "none"))).toMatchObject({
      status: 404,
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchBucket</Code><Message>none</Message><RequestId>${id}</RequestId><HostId>${id}</HostId></Error>`,
    });
    expect(told("@aws-sdk/client-ec2", "EC2Client", new AwsError("InvalidVpcID.NotFound", "none"))).toMatchObject({
      status: 400,
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>none</Message></Error></Errors><RequestID>${id}</RequestID></Response>`,
    });
  });

  it("of the pipeline are worded as protocol and service do", () => {
    const word = (kind: RefusalKind, protocol: Protocol, scope: string) => {
      const { code, status } = refusalToError(new Refusal(kind, "x"), protocol, scope);
      return `${code} ${status}`;
    };
    const services: [Protocol, string][] = [
      ["awsJson1_1", "logs"],
      ["awsJson1_1", "ce"],
      ["awsJson1_1", "tagging"],
      ["awsJson1_0", "sqs"],
      ["restJson1", "connect"],
      ["restXml", "s3"],
      ["awsQuery", "iam"],
      ["ec2Query", "ec2"],
    ];
    const all = (kind: RefusalKind) =>
      Object.fromEntries(services.map(([protocol, scope]) => [scope, word(kind, protocol, scope)]));
    expect(all("throttled")).toEqual({
      logs: "ThrottlingException 400",
      ce: "LimitExceededException 400",
      tagging: "ThrottledException 400",
      sqs: "RequestThrottled 403",
      connect: "TooManyRequestsException 429",
      s3: "SlowDown 503",
      iam: "Throttling 400",
      ec2: "RequestLimitExceeded 503",
    });
    expect(all("skewed")).toEqual({
      logs: "InvalidSignatureException 400",
      ce: "InvalidSignatureException 400",
      tagging: "InvalidSignatureException 400",
      sqs: "InvalidSignatureException 400",
      connect: "InvalidSignatureException 403",
      s3: "RequestTimeTooSkewed 403",
      iam: "SignatureDoesNotMatch 403",
      ec2: "RequestExpired 400",
    });
  });

  it("of a JSON service reach its older clients in the form they read", async () => {
    const service = loadService("@aws-sdk/client-cloudwatch", "CloudWatchClient", ["DescribeAlarms"]);
    const error = new AwsError("InvalidNextToken", "wrong token");
    const { headers, body, status } = writeError(service, error, id);
    const client = new CloudWatchClient({
      region: "us-east-1",
      endpoint: "http://127.0.0.1:1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      requestHandler: {
        handle: async () => ({ response: { statusCode: status, headers, body: new Blob([String(body)]).stream() } }),
      },
    });
    await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject({
      name: "InvalidNextToken",
      message: "wrong token",
      Error: { Code: "InvalidNextToken", Type: "Sender" },
    });
  });
});

describe("routing by method and path", () => {
  const s3 = loadService("@aws-sdk/client-s3", "S3Client", [
    ...["ListBuckets", "ListObjectsV2", "GetObject", "HeadObject", "HeadBucket", "GetBucketTagging", "PutObject"],
    ...["DeleteObjects", "GetBucketLocation"],
  ]);
  const named = (method: string, url: string, headers = {}) => {
    try {
      return findOperation(s3, request(method, url, headers)).name;
    } catch (error) {
      return (error as Error).message;
    }
  };

  it("tells S3's operations apart by what stands in the query", () => {
    expect([
      named("GET", "/"),
      named("GET", "/bucket?list-type=2"),
      named("GET", "/bucket/?list-type=2&prefix=a"),
      named("GET", "/bucket?tagging"),
      named("GET", "/bucket?location="),
      named("HEAD", "/bucket"),
      named("HEAD", "/bucket/key"),
      named("GET", "/bucket/deep/key/"),
      named("POST", "/bucket?delete"),
      named("PUT", "/bucket/key?x-id=PutObject"),
    ]).toEqual([
      ...["ListBuckets", "ListObjectsV2", "ListObjectsV2", "GetBucketTagging", "GetBucketLocation"],
      ...["HeadBucket", "HeadObject", "GetObject", "DeleteObjects", "PutObject"],
    ]);
  });

  it("names the operation it does not serve, and never takes it for another", () => {
    expect([
      named("GET", "/bucket?acl"),
      named("PUT", "/bucket/key", { "x-amz-copy-source": "/a/b" }),
      named("PUT", "/bucket/key?partNumber=1&uploadId=u"),
      named("DELETE", "/bucket"),
    ]).toEqual([
      "The sample account does not serve GetBucketAcl",
      "The sample account does not serve CopyObject",
      "The sample account does not serve UploadPart",
      "The sample account does not serve DeleteBucket",
    ]);
  });

  it("prefers words to labels", () => {
    const guardduty = loadService("@aws-sdk/client-guardduty", "GuardDutyClient", ["GetFindings", "ListFindings"]);
    expect(findOperation(guardduty, request("POST", "/detector/d1/findings/get")).name).toBe("GetFindings");
    expect(findOperation(guardduty, request("POST", "/detector/d1/findings")).name).toBe("ListFindings");
  });
});

describe("bodies", () => {
  it("come out of gzip and out of chunks, with what is signed for each chunk left aside", () => {
    const zipped = request("POST", "/", { "content-encoding": "gzip" }, gzipSync("주문".repeat(1000)));
    expect(unwrapBody(zipped).toString()).toBe("주문".repeat(1000));
    const chunks = "5\r\nhello\r\n6;chunk-signature=ab12\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n";
    expect(unwrapBody(request("PUT", "/", { "content-encoding": "aws-chunked" }, chunks)).toString()).toBe(
      "hello world",
    );
  });

  it("are refused when they are cut short, not gzip, or would fill the memory", () => {
    const refusal = (encoding: string, body: string | Buffer) => {
      try {
        unwrapBody(request("PUT", "/", { "content-encoding": encoding }, body));
      } catch (error) {
        return (error as Refusal).kind;
      }
      return "none";
    };
    expect(refusal("aws-chunked", "5\r\nhel")).toBe("malformed");
    expect(refusal("aws-chunked", "zz\r\nhello\r\n0\r\n\r\n")).toBe("malformed");
    expect(refusal("gzip", "not gzip")).toBe("malformed");
    expect(refusal("gzip", gzipSync(Buffer.alloc(40_000_000)))).toBe("tooLarge");
  });
});

describe("XML", () => {
  it("is read with entities, attributes, comments and sections as they are meant", () => {
    const source = `<?xml version="1.0"?><!-- c --><a:Doc xmlns:a="u" n='1'><x>&lt;&#54620;&#xAE00;&amp;</x><y><![CDATA[<raw>]]></y><z/></a:Doc>`;
    expect(parseXml(source)).toEqual({
      name: "Doc",
      attributes: { "xmlns:a": "u", n: "1" },
      text: "",
      children: [
        { name: "x", attributes: {}, children: [], text: "<한글&" },
        { name: "y", attributes: {}, children: [], text: "<raw>" },
        { name: "z", attributes: {}, children: [], text: "" },
      ],
    });
  });

  it("is refused when its tags do not match, and when it brings its own entities", () => {
    for (const source of ["<a>", "<a></b>", "</a>", "<a/><b/>", "text", "", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
      expect(() => parseXml(source), source).toThrow(Refusal);
  });

  it("never carries a character that would break it", () => {
    expect(escapeXml('a<b>&"\u0000\r\n')).toBe("a&lt;b&gt;&amp;&quot;\ufffd&#xD;\n");
  });
});

describe("the parameters CloudTrail shows", () => {
  it("are in camel case, with secrets hidden and bytes left out", () => {
    const ssm = loadService("@aws-sdk/client-ssm", "SSMClient", ["SendCommand"]).operations.get("SendCommand");
    const shown =
      ssm && trailParameters(ssm.input, { DocumentName: "d", Parameters: { commands: ["id"] }, TimeoutSeconds: 60 });
    expect(shown).toEqual({ documentName: "d", parameters: "HIDDEN_DUE_TO_SECURITY_REASONS", timeoutSeconds: 60 });
    const logs = loadService("@aws-sdk/client-cloudwatch-logs", "CloudWatchLogsClient", ["PutRetentionPolicy"]);
    const put = logs.operations.get("PutRetentionPolicy");
    expect(put && trailParameters(put.input, { logGroupName: "g", retentionInDays: 14 })).toEqual({
      logGroupName: "g",
      retentionInDays: 14,
    });
  });
});
