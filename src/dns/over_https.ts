/** DNS over HTTPS (RFC 8484), by GET, so that what is between may keep the answer. */
import { toBase64Url } from "../bytes/mod.ts";
import type { Deadline } from "../net/mod.ts";
import type { DnsExchange } from "./look_up.ts";
import { MAXIMUM_MESSAGE_OCTETS } from "./message.ts";
import { ResolverError } from "./resolver_error.ts";

/** The fetch that carries the questions. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const MEDIA_TYPE = "application/dns-message";

/** `service`: its URL. */
export function overHttps(fetch: Fetch, service: string): DnsExchange {
  return async (message, deadline) => {
    const url = new URL(service);
    url.searchParams.set("dns", toBase64Url(message));
    const response = await answered(
      fetch(url.href, {
        headers: { Accept: MEDIA_TYPE },
        redirect: "manual",
        signal: deadline.signal,
      }),
      deadline,
    );
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new ResolverError(`the resolver answers with HTTP status ${response.status}`);
    }
    return await answered(readBody(response), deadline);
  };
}

async function answered<T>(promise: Promise<T>, deadline: Deadline): Promise<T> {
  try {
    return await deadline.race(promise, "waiting for the resolver");
  } catch (error) {
    // What an abort says depends on the platform; the deadline knows.
    if (deadline.expired) return await deadline.race(Promise.reject(error), "waiting for the resolver");
    if (error instanceof ResolverError) throw error;
    throw new ResolverError("the resolver cannot be reached", { cause: error });
  }
}

async function readBody(response: Response): Promise<Uint8Array> {
  const body = new Uint8Array(MAXIMUM_MESSAGE_OCTETS);
  let length = 0;
  for await (const chunk of response.body ?? []) {
    if (length + chunk.length > body.length) {
      throw new ResolverError("the resolver's answer is longer than a DNS message can be");
    }
    body.set(chunk, length);
    length += chunk.length;
  }
  return body.subarray(0, length);
}
