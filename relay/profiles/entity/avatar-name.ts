import type { PictureSize } from '../../../src/home/entity/picture.ts'

/** The blob of one picture, in the folder of its account. A version is never used again, so what is under a name never changes. */
export function avatarName(version: string, size: PictureSize): string {
  return `${version}.${size}`
}

/** @returns undefined for what is no avatar's. */
export function versionIn(name: string): string | undefined {
  return /^([^.]+)\.(?:small|large)$/.exec(name)?.[1]
}
