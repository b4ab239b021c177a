/** Reports held against each other: of several addresses, and of two days. Pure. */
export {
  type AddressDifference,
  addressDifferences,
  differenceLine,
  withAddressDifferences,
} from "./between_addresses.ts";
export { type Change, compareReports, type Comparison } from "./with_earlier.ts";
