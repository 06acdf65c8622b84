/**
Types that say what a value is. This is the only file that casts into them: everything else receives them from a function that has looked at the value.
*/
declare const brand: unique symbol;

type Brand<Base, Name extends string> = Base & {readonly [brand]: Name};

/** A number that may be given plainly, but not as a number of another kind. */
type Flavor<Base, Name extends string> = Base & {readonly [brand]?: Name};

/** A 32-byte hash as people see it: 64 lower-case hexadecimal digits, the bytes of sha256d in reverse order. */
export type Hash = Brand<string, 'Hash'>;

/** A 20-byte account, hash160 of a public key, as 40 lower-case hexadecimal digits. */
export type Account = Brand<string, 'Account'>;

/** An account in the letters of one network: BIP 173, for example `tui1q...`. */
export type Address = Brand<string, 'Address'>;

/** Base units; 1 coin is 10^8. */
export type Amount = Flavor<bigint, 'Amount'>;

/** Distance from genesis, in blocks; genesis is 0. */
export type Height = Flavor<number, 'Height'>;

/** Seconds since 1970, u32. */
export type Timestamp = Flavor<number, 'Timestamp'>;

/** The compact form of a target as it stands in a header, u32. */
export type Bits = Flavor<number, 'Bits'>;

export const asHash = (text: string): Hash => text as Hash;

export const asAccount = (text: string): Account => text as Account;

export const asAddress = (text: string): Address => text as Address;
