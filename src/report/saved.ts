/**
 * Reports that were saved, read back whole: as `--json` prints one, as `--output` keeps many, one a line, or an array
 * of them. Whoever gave the text may have changed it; what is returned has the shape of the contract.
 */
import * as z from "zod";
import { SavedReportError } from "./saved_report_error.ts";
import { reportSchema } from "./schema.ts";
import type { Report } from "./types.ts";

/** At least one. Throws `SavedReportError`. */
export function readSavedReports(text: string): readonly Report[] {
  const values = valuesOf(text.replace(/^\ufeff/, ""));
  if (values.length === 0) throw new SavedReportError("It is empty", howToSave);
  return values.map(({ value, where }) => readSavedReport(value, where));
}

interface Found {
  readonly value: unknown;
  /** In front of what is wrong with it. */
  readonly where: string;
}

function valuesOf(text: string): Found[] {
  const whole = parsed(text);
  if (Array.isArray(whole)) {
    return whole.map((value, index) => ({ value, where: whole.length === 1 ? "" : `Report ${index + 1}: ` }));
  }
  if (whole !== undefined) return [{ value: whole, where: "" }];
  const lines = text.split(/\r\n|\n/).map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== "");
  if (lines.length < 2) throw notJson("It");
  return lines.map(({ line, number }) => {
    const value = parsed(line);
    if (value === undefined) throw notJson(`Line ${number}`);
    return { value, where: `Line ${number}: ` };
  });
}

function readSavedReport(value: unknown, where: string): Report {
  const version = typeof value === "object" && value !== null && "schema_version" in value
    ? value.schema_version
    : undefined;
  if (typeof version !== "number") {
    throw new SavedReportError(`${where}it is JSON and no report: it has no schema_version`, howToSave);
  }
  if (version !== reportSchema.shape.schema_version.value) {
    throw new SavedReportError(
      `${where}it is a report of version ${version}, and this program reads version ${reportSchema.shape.schema_version.value}`,
      version > reportSchema.shape.schema_version.value
        ? "Open it with a newer version of this program"
        : "Make the check again",
    );
  }
  if (isNestedBeyond(value, mostLevels)) {
    throw new SavedReportError(`${where}it is nested deeper than any report`, howToSave);
  }
  const { error } = reportSchema.safeParse(value);
  // As it was saved, with whatever a later program has added to the contract.
  if (error === undefined) return value as Report;
  const issue = error.issues[0]!;
  throw new SavedReportError(`${where}it is not a whole report: ${described(issue)}`, howToSave);
}

/** What nobody knows is kept too, and whoever walks through it must not run out of stack. */
function isNestedBeyond(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedBeyond(inner, levels - 1));
}

function described({ path, message }: z.core.$ZodIssue): string {
  const at = path.map(String).join(".").slice(0, longestPath);
  return `${at === "" ? "the whole" : at}: ${message.slice(0, longestMessage)}`;
}

function notJson(subject: string): SavedReportError {
  return new SavedReportError(`${subject} is not JSON`, howToSave);
}

/** `undefined`: no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const howToSave = "A report is what --json prints, --output keeps, and /api/v1/check answers";
/** A report has seven or so. */
const mostLevels = 32;
const longestPath = 100;
const longestMessage = 200;
