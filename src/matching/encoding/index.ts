/** People as keyed filters, which can be compared by somebody who is told no names; what that protects, docs/matching-encoded.md says. */
export { type Encoded, EncodedFault, encodedFile, readEncoded } from './file.ts'
export { type EncodingKey, keyFrom, keyText } from './key.ts'
export { type EncodedAsked, matchEncoded } from './match.ts'
export { factsLeftOut } from './parts.ts'
