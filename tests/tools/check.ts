/** `npm run check`. */
import { check } from './check-steps.ts'

const { failed } = await check({ architecture: true })
process.exitCode = failed === 0 ? 0 : 1
