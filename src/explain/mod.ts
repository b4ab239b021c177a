/** What the parts of a report mean, in words for a student: fields, code points, steps, findings. */
export { entryOfField, registryOf } from "./code_points.ts";
export {
  explainFields,
  explainInnerFields,
  explainRecordFields,
  type FieldNote,
  type Reading,
} from "./fields/mod.ts";
export { explain, explainedNames, type Topic } from "./topics/mod.ts";
