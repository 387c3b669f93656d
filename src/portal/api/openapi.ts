import { type Installation, type Json, surroundingsAt } from '#kernel'
import type { Reportable } from '../area.ts'
import { examplesOf } from './examples.ts'
import { personSchema } from './people.ts'
import { bodySchema } from './shape.ts'

/** The description of the API (OpenAPI 3.1), made of the same questions that the forms ask, with examples that work. */
export function openApi(house: Installation, kinds: readonly Reportable[], at: Date): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: `Safekeep, ${house.title}: reports from other programs`,
      version: '1.0.0',
      summary: 'Send a report, once, and know that it is kept.',
      description:
        'A report sent here is the same as one made on the public pages. In an emergency call 999: nobody watches this as it comes in.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [],
    tags: [
      { name: 'reports', description: 'Telling the hub about harm' },
      { name: 'people', description: 'Whom an agency knows, told by its own program' },
    ],
    paths: {
      '/api/v1/reports': { post: sending(house, kinds, at) },
      '/api/v1/agencies/{agency}/people/{ref}': { put: telling, delete: lettingGo },
      '/api/v1/openapi.json': { get: describing },
    },
    components: {
      securitySchemes: { agencyKey: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...Object.fromEntries(kinds.map(kind => [schemaName(kind), bodySchema(kind)])),
        Person: personSchema,
        Received: received,
        Problem: problem,
      },
    },
  }
}

const schemaName = ({ id }: Reportable): string => `report-${id}`
const toSchema = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })

function sending(house: Installation, kinds: readonly Reportable[], at: Date): Json {
  return {
    operationId: 'sendReport',
    tags: ['reports'],
    summary: 'Send a report',
    description:
      'The same key with the same body always gives the same reference and receipt, however often and however soon it is sent; with another body it is refused.',
    parameters: [idempotencyKey],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: oneOf(kinds), examples: examples(house, kinds, at) },
      },
    },
    responses: {
      201: {
        description: 'The report is kept',
        headers: {
          Location: {
            description: 'The address of the report, which nobody can open here',
            schema: { type: 'string' },
          },
        },
        content: { 'application/json': { schema: toSchema('Received') } },
      },
      ...Object.fromEntries(Object.entries(faults).map(([status, description]) => [status, fault(description)])),
    },
  }
}

const oneOf = (kinds: readonly Reportable[]): Json => ({
  oneOf: kinds.map(kind => toSchema(schemaName(kind))),
  discriminator: {
    propertyName: 'kind',
    mapping: Object.fromEntries(kinds.map(kind => [kind.id, `#/components/schemas/${schemaName(kind)}`])),
  },
})

function examples(house: Installation, kinds: readonly Reportable[], at: Date): Json {
  const around = surroundingsAt(house, at)
  return Object.fromEntries(
    kinds.flatMap(({ id, report }) =>
      Object.entries(examplesOf(report, around)).map(([name, { title, answers }]) => [
        `${id}-${name}`,
        { summary: title, value: { kind: id, answers } },
      ]),
    ),
  )
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Chosen by the sender, new for each report, such as a random UUID.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  example: '5f0c6b1e-6f57-4c55-9d0f-3f3a7b1d2c64',
}

const faults = {
  400: 'No key, or the body is not JSON',
  413: 'The body is larger than a report can be',
  415: 'The body is not application/json in UTF-8',
  422: 'The body is not a report as described here, or the key was used for another; `errors` says where and why',
  503: 'Nothing can be kept just now: send the same again later, with the same key',
} as const

const fault = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: toSchema('Problem') } },
})

const received: Json = {
  type: 'object',
  required: ['reference', 'receipt'],
  properties: {
    reference: {
      type: 'string',
      description: 'To be said when speaking of the report; it opens nothing',
      examples: ['SK-7F2K-9QXT'],
    },
    receipt: {
      type: 'string',
      description: 'Shows that the report is the sender’s; only its hash is stored',
      examples: ['7F2K-9QXT-0M4B-ZZ81'],
    },
  },
}

/** RFC 9457. */
const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'A JSON pointer into the body (RFC 6901)' },
          detail: { type: 'string' },
        },
      },
    },
  },
}

const named = (name: string, description: string): Json => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
})
const ofPerson = {
  tags: ['people'],
  security: [{ agencyKey: [] }],
  parameters: [
    named('agency', 'The agency, by its name in lower case'),
    named('ref', "The agency's own number for the record"),
  ],
}
const became = (...words: readonly string[]): Json => ({
  description: 'What became of it',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['is'],
        properties: {
          is: { type: 'string', enum: [...words] },
          notUsed: {
            type: 'array',
            items: { type: 'string' },
            description: 'Members that nobody is found by: an NHS number that cannot be one',
          },
        },
      },
    },
  },
})
const notByKey = 'No key of this agency, or one that has ended'

const telling: Json = {
  ...ofPerson,
  operationId: 'tellPerson',
  summary: 'Tell of a person whom this agency knows, anew or for the first time',
  description:
    'All that is known, each time: what is left out is not known any more; but a seal stays. The same told again changes nothing.',
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: toSchema('Person'),
        example: { forename: 'Ada', surname: 'Galoshes', birthDate: '1990-02-03' },
      },
    },
  },
  responses: {
    200: became('changed', 'same'),
    201: became('new'),
    401: fault(notByKey),
    409: fault('The record is sealed, and `sealed` was left out'),
    422: fault('`errors` says what is wrong and where'),
  },
}

const lettingGo: Json = {
  ...ofPerson,
  operationId: 'withdrawPerson',
  summary: 'Let go of a person whom this agency no longer tells of',
  responses: { 200: became('withdrawn', 'not-there'), 401: fault(notByKey) },
}

const describing: Json = {
  operationId: 'describe',
  tags: ['reports'],
  summary: 'This description',
  responses: {
    200: { description: 'The description', content: { 'application/json': { schema: { type: 'object' } } } },
  },
}
