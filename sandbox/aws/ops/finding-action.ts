/** What was seen, as GuardDuty's `service.action` and `service.evidence` show it. */
import type * as GuardDuty from "@aws-sdk/client-guardduty";
import type { Finding } from "../world/findings.ts";

const remoteOf = ({ remoteIp, remotePlace: place }: Finding): GuardDuty.RemoteIpDetails => ({
  IpAddressV4: remoteIp,
  City: { CityName: place.city },
  Country: { CountryCode: place.countryCode, CountryName: place.country },
  GeoLocation: { Lat: place.lat, Lon: place.lon },
  Organization: { Asn: place.asn, AsnOrg: place.org, Isp: place.org, Org: place.org },
});

/** A port of the other side that is nobody's service: always the same for the same finding. */
const highPort = (finding: Finding) => 32768 + (Number.parseInt(finding.id.slice(0, 4), 16) % 28000);

export function actionShape(finding: Finding): GuardDuty.Action {
  const { seen, instance } = finding;
  const RemoteIpDetails = remoteOf(finding);
  switch (seen.by) {
    case "dns":
      return {
        ActionType: "DNS_REQUEST",
        DnsRequestAction: { Domain: seen.domain, Protocol: "UDP", Blocked: false },
      };
    case "api":
      return {
        ActionType: "AWS_API_CALL",
        AwsApiCallAction: {
          Api: seen.api,
          CallerType: "Remote IP",
          ServiceName: seen.service,
          RemoteIpDetails,
          ...(seen.errorCode ? { ErrorCode: seen.errorCode } : {}),
          AffectedResources: finding.bucket ? { "AWS::S3::Bucket": finding.bucket.name } : {},
        },
      };
    case "probe":
      return {
        ActionType: "PORT_PROBE",
        PortProbeAction: {
          Blocked: false,
          PortProbeDetails: [
            {
              LocalPortDetails: { Port: seen.port, PortName: seen.portName },
              LocalIpDetails: { IpAddressV4: instance?.privateIp ?? "" },
              RemoteIpDetails,
            },
          ],
        },
      };
    case "connection": {
      const ours = { Port: seen.port, PortName: seen.portName };
      const free = { Port: highPort(finding), PortName: "Unknown" };
      const inbound = seen.direction === "INBOUND";
      return {
        ActionType: "NETWORK_CONNECTION",
        NetworkConnectionAction: {
          Blocked: false,
          ConnectionDirection: seen.direction,
          Protocol: "TCP",
          LocalIpDetails: { IpAddressV4: instance?.privateIp ?? "" },
          LocalPortDetails: inbound ? ours : free,
          RemotePortDetails: inbound ? free : ours,
          RemoteIpDetails,
        },
      };
    }
  }
}

/** The list on which the address or the name stood, for the types that rest on one. */
export function evidenceOf({ type }: Finding): GuardDuty.Evidence | undefined {
  const list = lists.find(([ending]) => type.includes(ending));
  return list && { ThreatIntelligenceDetails: [{ ThreatListName: list[1], ThreatNames: list[2] }] };
}

const lists: [part: string, list: string, names: string[]][] = [
  ["TorIPCaller", "ProofPoint", ["TorExit"]],
  ["MaliciousIPCaller.Custom", "haneul-threat-list", []],
  ["C&CActivity", "ProofPoint", ["C&C"]],
  ["BitcoinTool", "ProofPoint", ["Bitcoin"]],
  ["DomainRequest.Reputation", "Amazon", []],
];
