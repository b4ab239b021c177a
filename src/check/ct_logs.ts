/** Which certificate transparency logs a check knows. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import { type LogList, LogListError, readLogList } from "../x509/mod.ts";

/** `null` when there is no list. Throws `OptionError` for one that cannot be read. */
export function chooseLogList({ ctLogs }: CheckOptions): LogList | null {
  if (ctLogs === undefined) return null;
  if (known?.text !== ctLogs) known = { text: ctLogs, list: read(ctLogs) };
  return known.list;
}

/** The same list serves check after check: the last one stays read. */
let known: { readonly text: string; readonly list: LogList } | null = null;

function read(text: string): LogList {
  try {
    return readLogList(text);
  } catch (error) {
    if (!(error instanceof LogListError)) throw error;
    throw new OptionError(
      "ct-logs",
      `The list of certificate transparency logs cannot be read: ${error.message}`,
      "Give one in version 3 of the format, as browsers have it: log_list.json",
    );
  }
}
