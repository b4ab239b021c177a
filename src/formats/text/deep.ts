/** What a deep check found out: the letter, the profile, the facts, and what could not be asked. */
import type { Deep, Report } from "../../report/mod.ts";
import { deepSections } from "../deep/mod.ts";
import { escapeForTerminal } from "../escape.ts";
import { mark } from "../marks.ts";
import { hanging, type Page, table } from "./page.ts";

export function deep({ deep }: Report, page: Page): string[] {
  if (deep === undefined) return [];
  const blocks = [grade(deep, page), profile(deep, page), ...facts(deep, page), unasked(deep, page)];
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, index) =>
    index === 0 ? lines : ["", ...lines]
  );
}

function grade({ grade }: Deep, page: Page): string[] {
  if (grade === undefined) return [];
  const { letter, if_trusted, scores, caps, beside, guide } = grade;
  const shown = letter ?? "no letter: too little was learnt";
  return [
    page.style.bold(`Grade  ${shown}`) + page.style.dim(`  ${guide}`),
    ...table(
      [
        ...letter !== if_trusted && if_trusted !== null ? [["If trusted", if_trusted] as const] : [],
        ...scores === null ? [] : [
          [
            "Scores",
            `protocol support ${scores.protocol_support}, key exchange ${scores.key_exchange}, ` +
            `cipher strength ${scores.cipher_strength}: ${scores.total}`,
          ] as const,
        ],
        ...caps.map(({ letter, reason }) => [`At most ${letter}`, reason] as const),
        ...beside.post_quantum === null
          ? []
          : [["Beside it", `post-quantum ${beside.post_quantum.replaceAll("_", " ")}`] as const],
      ],
      0,
      page,
    ),
  ];
}

function profile({ profile }: Deep, page: Page): string[] {
  if (profile === undefined) return [];
  const outcome = profile.met === null ? "not all of it is known" : profile.met ? "met" : "not met";
  return [
    page.style.bold(`${escapeForTerminal(profile.title)}: ${outcome}`),
    ...profile.requirements.flatMap(({ title, level, status, detail }) => {
      const sign = mark(
        status === "met" ? "pass" : status === "unknown" ? "unknown" : level === "must" ? "fail" : "warn",
        page.style,
      );
      return hanging(`${sign} `, 2, escapeForTerminal(`${title}: ${detail}`), page);
    }),
  ];
}

function facts(deep: Deep, page: Page): string[][] {
  return deepSections(deep).map(({ title, rows }) => [
    page.style.bold(title),
    ...table(
      rows.flatMap(({ label, values }) =>
        values.map((value, index) =>
          [index === 0 ? escapeForTerminal(label) : "", escapeForTerminal(value)] as const
        )
      ),
      0,
      page,
    ),
  ]);
}

function unasked({ probes }: Deep, page: Page): string[] {
  const missing = probes.filter(({ status }) => status === "failed" || status === "not_scheduled");
  if (missing.length === 0) return [];
  return [
    page.style.bold("Not learnt"),
    ...table(missing.map(({ title, reason }) => [title, escapeForTerminal(reason ?? "")] as const), 0, page),
  ];
}
