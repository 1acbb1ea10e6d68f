export type Tags = Record<string, string>;

/** One line of what is known of a resource: where it belongs, what it says, and the value as AWS gives it. */
export type Fact = [section: string, name: string, value: string];

/**
 * A thing of an account in one region. `type` is as Resource Explorer writes it: `ec2:instance`, `rds:db`,
 * `elasticloadbalancing:loadbalancer/app`.
 */
export interface Resource {
  arn: string;
  type: string;
  /** Unique within type and region: the id, or the name where names are ids. */
  id: string;
  /** The Name tag, or the resource's own name; null where it has neither. */
  name: string | null;
  region: string;
  state: string | null;
  /** Epoch milliseconds. */
  created: number | null;
  /** Null: its tags could not be read, which is not the same as having none. */
  tags: Tags | null;
  /** What tells it from others of its type: `m7g.large`, `gp3 100 GiB`, `aurora-mysql 8.0`. */
  detail: string | null;
  facts: Fact[];
}

/** `region/type/id`: how resources refer to each other, also to such that were not found. */
export type Ref = string;

/** `from` is in, uses, sends to, watches ... `to`; read as a sentence: instance `in` subnet, alarm `watches` instance. */
export interface Link {
  from: Ref;
  to: Ref;
  kind:
    | "in"
    | "member_of"
    | "attached_to"
    | "guarded_by"
    | "allows"
    | "routes_to"
    | "sends_to"
    | "target"
    | "watches"
    | "notifies"
    | "made_from";
  /** A port, a state, a reason: short, as AWS says it. */
  label?: string;
}

export const refOf = ({ region, type, id }: Pick<Resource, "region" | "type" | "id">): Ref => `${region}/${type}/${id}`;
