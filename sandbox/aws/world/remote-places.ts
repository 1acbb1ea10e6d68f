/** Where the other end of a finding's connection is, as GuardDuty's address data says it. */
export interface RemotePlace {
  /** First three octets. Real networks are not named: these are the blocks kept for documentation. */
  network: string;
  country: string;
  countryCode: string;
  city: string;
  lat: number;
  lon: number;
  asn: string;
  org: string;
}

export const remotePlaces: RemotePlace[] = [
  {
    network: "203.0.113",
    country: "Netherlands",
    countryCode: "NL",
    city: "Amsterdam",
    lat: 52.3676,
    lon: 4.9041,
    asn: "64496",
    org: "Example Hosting B.V.",
  },
  {
    network: "198.51.100",
    country: "Vietnam",
    countryCode: "VN",
    city: "Hanoi",
    lat: 21.0278,
    lon: 105.8342,
    asn: "64499",
    org: "Example Telecom",
  },
  {
    network: "192.0.2",
    country: "Brazil",
    countryCode: "BR",
    city: "São Paulo",
    lat: -23.5505,
    lon: -46.6333,
    asn: "64502",
    org: "Exemplo Internet Ltda",
  },
];

export const torPlace: RemotePlace = {
  network: "",
  country: "Germany",
  countryCode: "DE",
  city: "Berlin",
  lat: 52.52,
  lon: 13.405,
  asn: "64505",
  org: "Example Privacy Network e.V.",
};
