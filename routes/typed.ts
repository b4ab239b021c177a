/** Answers that are written as text, typed as the JSON that they are: what `hono/client` infers its types from. */
import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

export type Json<T, Status extends ContentfulStatusCode = 200> = Response & TypedResponse<T, Status, "json">;

/** `text`: the JSON of a `T`. The header must say so already. */
export function asJson<T, Status extends ContentfulStatusCode = 200>(
  c: Context,
  text: string,
  status: Status = 200 as Status,
): Json<T, Status> {
  return c.body(text, status) as unknown as Json<T, Status>;
}
