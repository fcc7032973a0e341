import type { FailureCode, PauseReason } from './transfer-state.ts'

/** What a person is told, for each way in which a transfer stands still: why, and what to do. */
export type Advice = Readonly<{ why: string; whatToDo: string }>

export const FAILURE_ADVICE: Readonly<Record<FailureCode, Advice>> = {
  'source-changed': {
    why: 'the file was changed after it was offered',
    whatToDo: 'send it again when it no longer changes',
  },
  'source-gone': {
    why: 'the file can no longer be read on the sender’s disk',
    whatToDo: 'put it back or allow reading it, then send it again',
  },
  'root-mismatch': {
    why: 'what arrived is not what the sender announced',
    whatToDo: 'send it again; if that repeats, check the memory and disk of both machines',
  },
  protocol: {
    why: 'the other side broke the transfer protocol',
    whatToDo: 'update Homing on both sides, then send it again',
  },
  'unsafe-name': {
    why: 'the name of the file cannot be a file name here',
    whatToDo: 'ask the sender to rename the file and send it again',
  },
  'unknown-transfer': {
    why: 'the other side no longer knows this transfer',
    whatToDo: 'send it again',
  },
}

/** A stream has no file that could be put back. */
export const STREAM_GONE: Advice = {
  why: 'the stream broke off before its end',
  whatToDo: 'run the program that makes it again, and send it again',
}

export const PAUSE_ADVICE: Readonly<Record<PauseReason, Advice>> = {
  'by-us': { why: 'paused here', whatToDo: 'resume it' },
  'by-peer': { why: 'paused by your friend', whatToDo: 'wait for your friend to resume it' },
  'disk-full-here': {
    why: 'there is too little free space on this disk',
    whatToDo: 'free some space, then resume it',
  },
  'disk-full-there': {
    why: 'there is too little free space on your friend’s disk',
    whatToDo: 'wait for your friend to free some space',
  },
  'trouble-here': {
    why: 'something on this machine stopped it; the log says what',
    whatToDo: 'look at the log, then resume it',
  },
  'trouble-there': {
    why: 'something on your friend’s machine stopped it',
    whatToDo: 'wait, or ask your friend to look at their log',
  },
}
