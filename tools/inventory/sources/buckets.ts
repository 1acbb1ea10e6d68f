import { awsSdk } from "../../aws-sdk.ts";
import { partitionOf } from "../arn.ts";
import { pages, resource, type Source } from "../site.ts";

/** Those that live in the region asked. */
export const buckets: Source = {
  types: ["s3:bucket"],
  async read(site) {
    const sdk = awsSdk("client-s3");
    const client = site.aws.client(sdk.S3Client, site.account, site.region);
    const found = await pages(
      site,
      "s3:ListAllMyBuckets",
      (ContinuationToken, options) =>
        client.send(
          new sdk.ListBucketsCommand({
            BucketRegion: site.region,
            MaxBuckets: 1_000,
            ...(ContinuationToken && { ContinuationToken }),
          }),
          options,
        ),
      (output) => output.ContinuationToken,
    );
    const resources = found
      .flatMap(({ Buckets }) => Buckets ?? [])
      .map(({ Name = "", CreationDate }) =>
        resource(site, {
          arn: `arn:${partitionOf(site.region)}:s3:::${Name}`,
          type: "s3:bucket",
          id: Name,
          name: Name,
          created: CreationDate,
          tags: null,
        }),
      );
    return { resources, links: [] };
  },
};
