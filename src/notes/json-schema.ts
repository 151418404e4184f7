/** The forms of our YAML files as JSON Schema, for editors that check while one types. */
import { courseSchema, macrosSchema } from './config.ts';
import { frontMatterSchema } from './frontmatter.ts';
import type { Field } from './yaml.ts';

type Json = Readonly<Record<string, unknown>>;

/** File name below src/notes/schema → its content. */
export const jsonSchemas: Readonly<Record<string, Json>> = {
  'course.schema.json': document('content/course.yaml', courseSchema),
  'frontmatter.schema.json': document('The front matter of a lecture', frontMatterSchema),
  'macros.schema.json': document('content/macros.yaml', macrosSchema),
};

function document(title: string, field: Field): Json {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...schemaOf(field) };
}

function schemaOf(field: Field): Json {
  const description = field.help;
  switch (field.kind) {
    case 'text':
      return {
        description,
        type: 'string',
        minLength: 1,
        maxLength: field.max,
        ...(field.pattern ? { pattern: field.pattern.source } : {}),
      };
    case 'choice':
      return { description, enum: field.options };
    case 'date':
      return { description, type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
    case 'flag':
      return { description, type: 'boolean' };
    case 'list':
      return { description, type: 'array', items: schemaOf(field.of), minItems: field.min ?? 0 };
    case 'map':
      return {
        description,
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(field.fields).map(([name, inner]) => [name, schemaOf(inner)]),
        ),
        required: Object.entries(field.fields).flatMap(([name, inner]) => (inner.required ? [name] : [])),
        additionalProperties: false,
      };
    case 'dictionary':
      return {
        description,
        type: 'object',
        patternProperties: { [field.key.source]: schemaOf(field.of) },
        additionalProperties: false,
      };
  }
}
