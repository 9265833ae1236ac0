package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SchemaCheckTest {
  private static final Map<?, ?> DOCUMENT = yaml("{zone: {type: string, pattern: '^[a-z]+$'}}");

  @ParameterizedTest(name = "{1} against {0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{type: string}                           | 7           | no string",
        "{type: string, maxLength: 2}             | \"abc\"     | beyond maxLength",
        "{type: string, format: date-time}        | \"today\"   | no date-time",
        "{type: string, enum: [a, b]}             | \"c\"       | none of",
        "{type: boolean}                          | \"true\"    | no boolean",
        "{type: integer}                          | 1.5         | no whole number",
        "{type: integer}                          | null        | no whole number",
        "{type: integer, minimum: 1}              | 0           | less than",
        "{type: integer, maximum: 9}              | 10          | beyond maximum",
        "{const: a}                               | \"b\"       | is not a",
        "{type: array, items: {type: string}}     | [\"a\",7]   | it[1] is no string",
        "{type: array, maxItems: 1, items: {type: integer}} | [1,2] | beyond maxItems",
        "{type: object}                           | {\"a\":1}   | it.a is not in the document",
        "{type: object}                           | []          | no object",
        "{type: object, required: [a], properties: {a: {type: string}}} | {} | it.a is missing",
        "{type: object, required: [a], additionalProperties: {type: integer}} | {\"a\":1} | it.a is not described",
        "{type: object, additionalProperties: {type: integer}} | {\"a\":\"b\"} | no whole number",
        "{type: object, maxProperties: 0, additionalProperties: {type: integer}} | {\"a\":1} | beyond",
        "{oneOf: [{const: a}, {const: b}]}        | \"c\"       | fits 0",
        "{oneOf: [{type: string}, {const: b}]}    | \"b\"       | fits 2",
        "{$ref: '#/zone'}                         | \"A\"       | does not match",
        "{$ref: '#/zone', maxLength: 1}           | \"ab\"      | beyond maxLength",
        "{type: string, minLength: 2}             | \"abc\"     | does not know minLength",
        "{type: number}                           | 1           | does not know the type",
        "{description: anything}                  | 1           | no type",
      })
  void whatDoesNotFitIsFound(String schema, String value, String problem) {
    List<String> problems =
        new SchemaCheck(DOCUMENT).problems(yaml(schema), Json.decodeValue(value));
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains(problem), problems.toString());
  }

  @ParameterizedTest(name = "{1} against {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{type: string, format: date-time}        | \"2030-01-01T00:00:00Z\"",
        "{type: array, items: {$ref: '#/zone'}}   | [\"a\",\"b\"]",
        "{type: object, properties: {a: {type: string}}} | {}",
        "{type: object, additionalProperties: {type: integer}} | {\"a\":1,\"b\":4294967296}",
        "{oneOf: [{const: a}, {const: b}]}        | \"b\"",
      })
  void whatFitsIsLeftAlone(String schema, String value) {
    assertEquals(
        List.of(), new SchemaCheck(DOCUMENT).problems(yaml(schema), Json.decodeValue(value)));
  }

  private static Map<?, ?> yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
