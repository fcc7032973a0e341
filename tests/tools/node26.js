/**
 * Runs a script of ours on Node 26 under whatever Node npm runs: `node tests/tools/node26.js SCRIPT ARGS…`. Plain JavaScript,
 * like the launcher that it uses. Not all npm versions link the packaged Node into node_modules/.bin.
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launch } from '../../src/system/launcher.js'

const [script] = process.argv.splice(2, 1)
if (script === undefined) throw new Error('which script?')
await launch(pathToFileURL(resolve(script)))
