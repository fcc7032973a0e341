#!/usr/bin/env node
import { launch } from '../../src/system/launcher.js'

await launch(new URL('../main.ts', import.meta.url))
