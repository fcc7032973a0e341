/** The only door to the generated codecs. 64-bit integers beyond 2^53 arrive inexact: `count` in src/core/shape.ts refuses them. */
export { homing } from './generated/homing.js'
