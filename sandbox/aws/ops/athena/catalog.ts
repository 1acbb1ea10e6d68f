import type * as Athena from "@aws-sdk/client-athena";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { DAY } from "../../world/calendar.ts";
import { type LakeTable, lakeTablesOf } from "../../world/lake.ts";
import { invalid } from "./executions.ts";

export const CATALOG = "AwsDataCatalog";

export const tablesIn = (call: Call): LakeTable[] => lakeTablesOf(call.world, call.region);

export function checkCatalog(name: string | undefined): void {
  if (name?.toLowerCase() !== CATALOG.toLowerCase()) throw invalid(`Data catalog ${name} was not found`);
}

export const notThere = (message: string) => new AwsError("MetadataException", message);

export const toTable = (call: Call, table: LakeTable): Athena.TableMetadata => ({
  Name: table.name,
  CreateTime: new Date(call.world.setting.anchor - 510 * DAY),
  LastAccessTime: new Date(0),
  TableType: "EXTERNAL_TABLE",
  Columns: table.columns.map(({ name, type, comment }) => ({
    Name: name,
    Type: type === "varchar" ? "string" : type,
    ...(comment ? { Comment: comment } : {}),
  })),
  PartitionKeys: [],
  Parameters: { classification: "parquet", comment: table.description },
});
