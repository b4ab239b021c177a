/** The ways in which people and attackers write an address that is not public. Typed from the URL standard and RFCs. */

/** One or more of each special purpose: IPv4 that no public service is at. */
export const ipv4Addresses: readonly string[] = [
  "0.0.0.0",
  "10.0.0.1",
  "10.255.255.254",
  "100.64.0.1",
  "100.100.100.200",
  "127.0.0.1",
  "127.255.255.254",
  "168.63.129.16",
  "169.254.0.1",
  "169.254.169.254",
  "169.254.170.2",
  "172.16.0.1",
  "172.31.255.254",
  "192.0.0.8",
  "192.0.0.192",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.0.1",
  "192.168.255.254",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.255.255.250",
  "240.0.0.1",
  "255.255.255.255",
];

export const ipv6Addresses: readonly string[] = [
  "::",
  "::1",
  "::2",
  "::ffff:0:127.0.0.1",
  "64:ff9b:1::7f00:1",
  "64:ff9b:1:a00:0:100::",
  "100::1",
  "100:0:0:1::1",
  "1000::1",
  "2001::1",
  "2001:0:7f00:1::1",
  "2001:1::1",
  "2001:2::1",
  "2001:10::1",
  "2001:20::1",
  "2001:db8::1",
  "3fff::1",
  "4000::1",
  "5f00::1",
  "fc00::1",
  "fd00:ec2::254",
  "fd20:ce::254",
  "fdff::1",
  "fe80::1",
  "febf::1",
  "fec0::1",
  "ff02::1",
  "ff0e::1",
];

/** IPv6 addresses that end at an IPv4 address: mapped, compatible, translated, 6to4, NAT64, ISATAP, Teredo. */
export function carriersOf(address: string): string[] {
  const octets = address.split(".").map(Number);
  const [a, b, c, d] = octets as [number, number, number, number];
  const group = (high: number, low: number) => (high * 256 + low).toString(16);
  const [high, low] = [group(a, b), group(c, d)];
  // RFC 4380 §4: the client's address is at the end, with every bit turned over.
  const turned = `${group(255 - a, 255 - b)}:${group(255 - c, 255 - d)}`;
  return [
    `::ffff:${address}`,
    `::FFFF:${high}:${low}`,
    `0000:0000:0000:0000:0000:ffff:${high}:${low}`,
    `::${address}`,
    `::ffff:0:${address}`,
    `64:ff9b::${address}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b:1::${address}`,
    `2002:${high}:${low}::1`,
    `2001:0:${high}:${low}::1`,
    `2001:0:4136:e378:8000:63bf:${turned}`,
    `2a00:1450::5efe:${high}:${low}`,
    `2a00:1450::200:5efe:${high}:${low}`,
  ];
}

/** Spellings of an IPv4 address that the URL standard's host parser, and so a browser, reads as that address. */
export function spellingsOf(address: string): string[] {
  const [a, b, c, d] = address.split(".").map(Number) as [number, number, number, number];
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (number: number) => `0x${number.toString(16)}`;
  const octal = (number: number) => `0${number.toString(8)}`;
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    hex(whole).toUpperCase(),
    octal(whole),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    [a, b, c, d].map(hex).join("."),
    [a, b, c, d].map(octal).join("."),
    `${hex(a)}.${octal(b)}.${c}.${d}`,
    `${hex(a)}.${(b * 256 + c) * 256 + d}`,
    [a, b, c, d].map((octet) => `0x${octet.toString(16).padStart(8, "0")}`).join("."),
    [a, b, c, d].map((octet) => octet.toString(8).padStart(6, "0")).join("."),
    address.replaceAll(".", "。"),
    address.replaceAll(".", "%2e"),
    address.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))), // fullwidth
    address.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))), // mathematical bold
    address.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1)), // circled
    address.replace(/\d/g, (digit) => `%3${digit}`),
    address.replace(".", "\u00ad."), // a soft hyphen is left out
  ];
}

/** Names that mean this machine. RFC 6761 §6.3 */
export const localNames: readonly string[] = [
  "localhost",
  "LOCALHOST",
  "localhost.",
  "a.localhost",
  "a.b.LocalHost",
  "%6cocalhost",
  "ｌocalhost",
  "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
  "local\u00adhost",
];

/** Wrappings of a host as whole targets: what surrounds it changes nothing. */
export function targetsOf(host: string): string[] {
  return [
    host,
    `${host}:8443`,
    `https://${host}/latest/meta-data/`,
    `https://example.com@${host}/`,
    `https://user:example.com%2F@${host}:443/#@example.com`,
    `smtp://${host}`,
    `imaps://${host}`,
    `//${host}`,
    ` <${host}> `,
    `"${host}"`,
  ];
}
