/** UTCTime and GeneralizedTime as RFC 5280 §4.1.2.5 allows them: to the second, in Zulu time. */
import type { DerReader } from "./reader.ts";
import { tag } from "./tag.ts";

/** Time: CHOICE { utcTime, generalTime }. `null` when the octets name no moment; a fault says why. */
export function time(reader: DerReader, field: string): Date | null {
  const element = reader.any(field);
  const text = String.fromCharCode(...reader.content(element).subarray(0, MAXIMUM_OCTETS));
  if (element.tag === tag.utcTime) return utcTime(reader, text, field);
  if (element.tag === tag.generalizedTime) return generalizedTime(reader, text, field);
  throw reader.error("is neither UTCTime nor GeneralizedTime", field);
}

function utcTime(reader: DerReader, text: string, field: string): Date | null {
  // RFC 5280 §4.1.2.5.1: YYMMDDHHMMSSZ, seconds included
  if (!/^\d{12}Z$/.test(text)) return malformed(reader, text, "UTCTime, YYMMDDHHMMSSZ", field);
  const year = Number(text.slice(0, 2));
  // RFC 5280 §4.1.2.5.1: 50 to 99 are 1950 to 1999
  return moment(reader, (year >= 50 ? 1900 : 2000) + year, text.slice(2), field);
}

function generalizedTime(reader: DerReader, text: string, field: string): Date | null {
  // RFC 5280 §4.1.2.5.2: YYYYMMDDHHMMSSZ, no fractional seconds
  if (!/^\d{14}Z$/.test(text)) return malformed(reader, text, "GeneralizedTime, YYYYMMDDHHMMSSZ", field);
  const year = Number(text.slice(0, 4));
  // RFC 5280 §4.1.2.5: dates through 2049 are UTCTime
  if (year >= 1950 && year < 2050) {
    reader.fault(`is GeneralizedTime for the year ${year}, where UTCTime is due`, field);
  }
  return moment(reader, year, text.slice(4), field);
}

function moment(reader: DerReader, year: number, rest: string, field: string): Date | null {
  const [month, day, hour, minute, second] = [0, 2, 4, 6, 8].map((at) => Number(rest.slice(at, at + 2)));
  const date = new Date(0);
  date.setUTCFullYear(year, month! - 1, day!);
  date.setUTCHours(hour!, minute!, second!);
  const exists = date.getUTCMonth() === month! - 1 && date.getUTCDate() === day! &&
    date.getUTCHours() === hour! &&
    date.getUTCMinutes() === minute! && date.getUTCSeconds() === second!;
  if (exists) return date;
  reader.fault("names a day or time that does not exist", field);
  return null;
}

function malformed(reader: DerReader, text: string, form: string, field: string): null {
  reader.fault(`is "${text}", not ${form}`, field);
  return null;
}

const MAXIMUM_OCTETS = 40;
