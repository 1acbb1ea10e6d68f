"""Round trips through botocore: random inputs and outputs from botocore's own models, against our wire.

Reads {"url", "seed", "runs", "services": {name: [operations]}} from stdin. For every operation it lays the output
ready (POST /_next), makes the call, and compares what the other side read (GET /_seen) with what it was given, and
what botocore read with what was laid ready. Prints {"checked": n, "failed": [...]} to stdout.
"""

import datetime
import json
import random
import sys
import urllib.request

import botocore.session
from botocore.config import Config

TEXTS = ["plain", 'a <b> & "c"', "주문 API", "x y+z%20/=?", "emoji 🙂", "line\nbreak"]
HEADER_TEXTS = ["plain", "a-b_c", "x y"]
COMPUTED = ("Checksum", "ContentLength", "ContentMD5", "SSECustomerKey", "CopySource", "ExpiresString")


def sample(shape, rng, depth=0, header=False):
    kind = shape.type_name
    if kind == "structure":
        required = set(shape.required_members)
        if getattr(shape, "is_tagged_union", False):
            name = rng.choice(list(shape.members))
            return {name: sample(shape.members[name], rng, depth + 1)}
        found = {}
        for name, member in shape.members.items():
            serialization = member.serialization
            in_header = serialization.get("location") in ("header", "headers")
            if in_header and any(part in name for part in COMPUTED):
                continue
            if name not in required and (depth > 2 or rng.random() < 0.4):
                continue
            if member.type_name in ("structure", "list", "map") and name not in required and depth > 1:
                continue
            found[name] = sample(member, rng, depth + 1, in_header or serialization.get("location") == "uri")
        return found
    if kind == "list":
        return [sample(shape.member, rng, depth + 1, header) for _ in range(1 if depth > 2 else rng.randint(1, 2))]
    if kind == "map":
        return {rng.choice(["k", "key-2"]): sample(shape.value, rng, depth + 1, header)}
    if kind == "timestamp":
        return datetime.datetime.fromtimestamp(rng.randint(0, 2_000_000_000), datetime.timezone.utc)
    if kind == "blob":
        return bytes(rng.randrange(256) for _ in range(rng.randint(1, 20)))
    if kind in ("integer", "long"):
        return rng.randint(1, 1000)
    if kind in ("float", "double"):
        return rng.choice([1.5, 0.25, 3.0])
    if kind == "boolean":
        return rng.random() < 0.5
    if kind == "string":
        if shape.enum:
            return rng.choice(shape.enum)
        return rng.choice(HEADER_TEXTS if header else TEXTS)
    raise ValueError(f"cannot sample {kind}")


def plain(value):
    """Comparable: no empty things, times as epoch seconds, bytes as hex."""
    if isinstance(value, datetime.datetime):
        return {"$time": value.timestamp()}
    if isinstance(value, (bytes, bytearray)):
        return {"$hex": bytes(value).hex()}
    if hasattr(value, "read"):
        return plain(value.read())
    if isinstance(value, dict):
        kept = {k: plain(v) for k, v in value.items() if k != "ResponseMetadata"}
        return {k: v for k, v in kept.items() if v is not None} or None
    if isinstance(value, (list, tuple)):
        return [x for x in (plain(v) for v in value) if x is not None] or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def contains(seen, given):
    """Everything given was seen; the client may have filled in more."""
    if isinstance(given, dict):
        return isinstance(seen, dict) and all(contains(seen.get(k), v) for k, v in given.items())
    if isinstance(given, list):
        return isinstance(seen, list) and len(seen) == len(given) and all(map(contains, seen, given))
    return seen == given


def ask(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data=data)) as answer:
        return json.loads(answer.read())


def main():
    job = json.load(sys.stdin)
    session = botocore.session.get_session()
    checked, failed = 0, []
    for name, operations in job["services"].items():
        config = Config(
            retries={"max_attempts": 0},
            parameter_validation=False,
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        client = session.create_client(
            name, region_name="ap-northeast-2", endpoint_url=job["url"], config=config,
            aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
        )
        known = set(client.meta.service_model.operation_names)
        for operation in operations:
            if operation not in known:
                continue
            model = client.meta.service_model.operation_model(operation)
            rng = random.Random(f"{job['seed']}/{name}/{operation}")
            for _ in range(job["runs"]):
                given = sample(model.input_shape, rng) if model.input_shape else {}
                laid = sample(model.output_shape, rng) if model.output_shape else {}
                laid = {k: v for k, v in laid.items() if k != "ResponseMetadata"}
                if "Bucket" in given:
                    given["Bucket"] = "some-bucket"
                if "QueueUrl" in given:
                    given["QueueUrl"] = job["url"] + "/417205938164/queue"
                if name == "lambda" and "StatusCode" in laid:
                    laid["StatusCode"] = 202
                ask(job["url"] + "/_next", {"service": name, "operation": operation, "output": plain(laid) or {}})
                try:
                    back = client._make_api_call(operation, dict(given))
                    seen = plain(ask(job["url"] + "/_seen"))
                    checked += 1
                    if not contains(seen or {}, plain(given) or {}):
                        failed.append([f"{name}:{operation} input", plain(given), seen])
                    elif not contains(plain(back) or {}, plain(laid) or {}):
                        failed.append([f"{name}:{operation} output", plain(laid), plain(back)])
                except Exception as error:  # every failure is told
                    failed.append([f"{name}:{operation}", str(error)[:300], plain(given)])
                    break
    print(json.dumps({"checked": checked, "failed": failed}))


main()
