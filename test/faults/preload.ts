// Loaded into the product before it starts, and no part of it. Does two things to the process around the product: leads
// its connections to the database past the harness, and shifts the clock on the wall when the harness says so.
import { Socket } from 'node:net'

const between = Number(process.env.FAULTS_BETWEEN)
const connect = Socket.prototype.connect

// The driver asks for a port and a host; nothing else in the product connects to anything.
Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  if (between && typeof args[0] === 'number') args[0] = between
  // The many ways of calling it are one function underneath.
  return Reflect.apply(connect, this, args) as Socket
}

let shift = Number(process.env.FAULTS_SHIFT ?? 0)
const Real = Date
const Shifted = new Proxy(Real, {
  construct: (target, args, as) => Reflect.construct(target, args.length ? args : [Real.now() + shift], as),
  apply: () => new Real(Real.now() + shift).toString(),
  get: (target, name, receiver) => (name === 'now' ? () => Real.now() + shift : Reflect.get(target, name, receiver)),
})
globalThis.Date = Shifted

process.on('message', message => {
  if (typeof message === 'object' && message && 'shift' in message) shift = Number(message.shift)
})
process.channel?.unref() // listening for the harness must not keep the product alive
