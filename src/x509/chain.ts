/** The report's `chain`, key for key, out of an assessment. */
import type { Assessment } from "./assess.ts";
import { fingerprint } from "./certificate/fingerprint.ts";
import type { ChainErrorCode } from "./error_code.ts";
import type { Violation } from "./rules/mod.ts";

export interface ChainError {
  readonly code: ChainErrorCode;
  readonly message: string;
  readonly hint: string | null;
}

export interface Chain {
  /** A path to a trust anchor holds, leaving aside name and time. */
  readonly trusted: boolean;
  /** `null` when no name was asked for. */
  readonly name_matches: boolean | null;
  readonly valid_now: boolean;
  /** The best first: the one that the verdict is about. */
  readonly paths: readonly {
    readonly trusted: boolean;
    /** SHA-256 of the DER, lower-case hex, leaf first. */
    readonly certificates: readonly string[];
    readonly error: ChainError | null;
  }[];
  /** The first that applies; `null` when the chain is good. */
  readonly error: ChainError | null;
}

/** `nameAsked`: whether a name was to be matched. */
export async function chainOf(assessment: Assessment, nameAsked: boolean): Promise<Chain> {
  const { leaf, paths, best, name } = assessment;
  const trusted = paths.some((path) => path.trusted);
  return {
    trusted,
    name_matches: nameAsked ? name?.matches ?? false : null,
    valid_now: trusted ? paths.some((path) => path.trusted && path.validNow) : best?.validNow ?? false,
    paths: await Promise.all(paths.map(async (path) => ({
      trusted: path.trusted,
      certificates: await Promise.all(path.certificates.map(fingerprint)),
      error: path.failures[0] === undefined ? null : errorOf(path.failures[0]),
    }))),
    error: leaf === null ? withoutLeaf(assessment) : firstError(assessment, trusted),
  };
}

function firstError({ best, name, exceeded }: Assessment, trusted: boolean): ChainError | null {
  // What was not looked at might have held a good path: nothing else that was found is the reason.
  if (!trusted && exceeded !== null) return tooComplex(exceeded);
  const failure = best?.failures[0];
  if (failure !== undefined) return errorOf(failure);
  return name === null || name.matches
    ? null
    : { code: "name_mismatch", message: name.message, hint: name.hint };
}

function errorOf({ code, message, hint }: Violation): ChainError {
  return { code, message, hint };
}

function tooComplex(exceeded: string): ChainError {
  return {
    code: "too_complex",
    message: `The certificates take ${exceeded} to judge, and no trusted path was found within that`,
    hint: "Send only the certificates that lead from the leaf to a root",
  };
}

function withoutLeaf({ sent }: Assessment): ChainError {
  const error = sent[0]?.error ?? null;
  if (error === null) {
    return {
      code: "no_certificate",
      message: "The server sent no certificate",
      hint: "Configure a certificate for this name on the server",
    };
  }
  return {
    code: error.code,
    message: `The certificate cannot be read: ${error.message} (octet ${error.offset})`,
    hint: "Install the certificate again as it was issued, in PEM or DER as the server wants it",
  };
}
