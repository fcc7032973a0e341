import { registerHooks } from 'node:module'

/**
 * Given to a program with `--import`: one of our modules is loaded with one place in it changed, as its address says:
 * `?file=<path from the root>&from=<text that is there once>&to=<what stands there instead>`.
 */
const { searchParams } = new URL(import.meta.url)
const [file = '', from = '', to = ''] = ['file', 'from', 'to'].map(
  (name) => searchParams.get(name) ?? '',
)
const target = new URL(`../../${file}`, import.meta.url).href

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (url !== target) return loaded
    const source = Buffer.from(loaded.source as Uint8Array).toString()
    if (source.split(from).length !== 2) throw new Error(`no mutant: ${file} has not once ${from}`)
    return { ...loaded, source: source.replace(from, () => to) }
  },
})
