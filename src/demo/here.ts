/** What the gallery's servers are reached by. */
export const here = { dnsNames: ["localhost"], ipAddresses: ["127.0.0.1", "::1"] } as const;
