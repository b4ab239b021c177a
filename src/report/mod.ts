export * from "./types.ts";
export { chainErrorCodes, severities, stepErrorCodes, stepIds, verdicts } from "./codes.ts";
