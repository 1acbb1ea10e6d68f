"""Runs several commands of the installed AWS CLI in one process: starting it anew for each takes most of a second.

Reads [{"args": [...], "profile": "..."}] from stdin, writes [{"out": "...", "error": "..."}] to stdout.
"""
import contextlib
import functools
import io
import json
import os
import sys

import botocore.session
from awscli.clidriver import create_clidriver

# What is read of the installed models serves every command; a driver of its own for each would read them all again.
botocore.session.create_loader = functools.cache(botocore.session.create_loader)


def run(args, profile):
    os.environ["AWS_PROFILE"] = profile
    out, error = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        try:
            create_clidriver().main(args)
        except SystemExit:
            pass
    out.flush()
    return {"out": out.buffer.getvalue().decode(), "error": error.getvalue().strip()}


json.dump([run(one["args"], one["profile"]) for one in json.load(sys.stdin)], sys.stdout)
