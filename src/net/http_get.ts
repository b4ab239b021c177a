/** One GET by HTTP/1.1 over a connection that is there already, and its answer; nothing is followed. */
import type { ByteStream } from "./byte_stream.ts";
import { type HttpResponse, readResponse } from "./http_response.ts";

/** Throws `HttpError` for what is not HTTP, and what the stream throws. */
export async function httpGet(
  stream: Pick<ByteStream, "read" | "write">,
  url: URL,
  userAgent: string,
): Promise<HttpResponse> {
  // The URL parser leaves nothing in host, path and query that could end a line.
  const head = [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    `User-Agent: ${userAgent}`,
    "Accept: */*",
    "Connection: close",
    "\r\n",
  ];
  await stream.write(new TextEncoder().encode(head.join("\r\n")));
  return await readResponse(stream);
}
