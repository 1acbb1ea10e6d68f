import { BlockList, isIP } from "node:net";

/** 4, 6, or 0 for what is no address. */
export const isIp = (text: string | undefined): number => isIP(text ?? "");

/** `10.20.0.0/16`; false for what is no address or no subnet. */
export function isInSubnet(ip: string | undefined, subnet: string | undefined): boolean {
  const [network = "", bits = ""] = (subnet ?? "").split("/");
  const family = isIP(network);
  const most = family === 4 ? 32 : 128;
  if (!ip || family === 0 || isIP(ip) !== family || !/^\d+$/.test(bits) || Number(bits) > most) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, Number(bits), type);
  return list.check(ip, type);
}
