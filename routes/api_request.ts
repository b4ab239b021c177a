/** What programs ask: a check, and which part of its report. */
import { fieldsParameter, readFields } from "./fields.ts";
import { type CheckQuery, type CheckRequest, type Parameter, parameters, readCheckRequest } from "./query.ts";

export interface ApiRequest extends CheckRequest {
  /** `null`: the whole report. */
  readonly fields: ReadonlySet<string> | null;
}

/** As the typed client has it. */
export type ApiQuery = CheckQuery & { readonly fields?: string };

export const apiParameters: Readonly<Record<string, Parameter>> = { ...parameters, fields: fieldsParameter };

/** Throws `OptionError`. */
export function readApiRequest(query: URLSearchParams): ApiRequest {
  const request = readCheckRequest(query, Object.keys(apiParameters));
  const fields = query.get("fields");
  return { ...request, fields: fields === null ? null : readFields(fields) };
}
