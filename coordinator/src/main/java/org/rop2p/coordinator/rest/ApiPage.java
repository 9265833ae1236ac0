package org.rop2p.coordinator.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An OpenAPI document as one page that needs nothing else. Pure. */
final class ApiPage {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete");

  private static final String STYLE =
      """
      body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
      h3 { border-top: 1px solid #bbb; padding-top: 1em; }
      code, .way { font-family: monospace; background: #eee; color: #111; padding: 0 .2em; }
      table { border-collapse: collapse; margin: .5em 0; }
      th, td { border: 1px solid #bbb; padding: .2em .6em; text-align: left; vertical-align: top; }
      """;

  private final ApiNode document;
  private final Html html = new Html();

  ApiPage(ApiNode document) {
    this.document = document;
  }

  String html() {
    ApiNode info = document.object("info");
    html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .element("title", info.text("title"))
        .element("style", STYLE)
        .markup("\n</head>\n<body>\n")
        .element("h1", info.text("title"))
        .prose(info.text("summary"))
        .prose(info.text("description"))
        .markup("<p>For programs: <a href=\"openapi.yaml\">openapi.yaml</a></p>\n");
    tokens();
    for (ApiNode tag : document.nodes("tags")) {
      tagged(tag);
    }
    html.element("h2", "Types");
    document.object("components").object("schemas").objects().forEach(this::named);
    return html.markup("</body>\n</html>\n").toString();
  }

  private void tokens() {
    html.element("h2", "Tokens").markup("<table>\n");
    document
        .object("components")
        .object("securitySchemes")
        .objects()
        .forEach(
            (name, scheme) ->
                row(
                    () -> html.text(name),
                    () -> html.text(scheme.text("scheme")),
                    () -> html.line(scheme.text("description"))));
    html.markup("</table>\n");
  }

  private void tagged(ApiNode tag) {
    html.element("h2", tag.text("name")).prose(tag.text("description"));
    document
        .object("paths")
        .objects()
        .forEach(
            (path, item) -> {
              for (String method : METHODS) {
                if (item.object(method).list("tags").contains(tag.text("name"))) {
                  operation(method, path, item);
                }
              }
            });
  }

  private void operation(String method, String path, ApiNode item) {
    ApiNode operation = item.object(method);
    html.markup("<h3><span class=\"way\">")
        .text(method.toUpperCase(Locale.ROOT) + " " + path)
        .markup("</span></h3>\n<p><strong>")
        .text(operation.text("summary"))
        .markup("</strong></p>\n")
        .prose(operation.text("description"))
        .prose(security(operation));
    parameters(item, operation);
    ApiNode body = schemaOf(operation.object("requestBody"));
    if (!body.fields().isEmpty()) {
      html.markup("<p>Body: ");
      type(body);
      html.markup("</p>\n");
      properties(body);
    }
    messages("Client to coordinator: ", operation.object("x-client-messages"));
    messages("Coordinator to client: ", operation.object("x-server-messages"));
    answers(operation.object("responses"));
  }

  private void messages(String way, ApiNode schema) {
    if (!schema.fields().isEmpty()) {
      html.markup("<p>").text(way);
      type(schema);
      html.markup("</p>\n");
    }
  }

  private static String security(ApiNode operation) {
    List<String> names = new ArrayList<>();
    boolean needed = true;
    for (ApiNode choice : operation.nodes("security")) {
      choice.fields().keySet().forEach(name -> names.add(name.toString()));
      needed &= !choice.fields().isEmpty();
    }
    return names.isEmpty()
        ? "Token: none."
        : "Token: " + String.join(" or ", names) + (needed ? "." : ", or none.");
  }

  private void parameters(ApiNode item, ApiNode operation) {
    List<ApiNode> parameters = new ArrayList<>(item.nodes("parameters"));
    parameters.addAll(operation.nodes("parameters"));
    if (parameters.isEmpty()) {
      return;
    }
    html.markup("<table>\n<tr><th>Parameter</th><th>Type</th><th></th></tr>\n");
    for (ApiNode listed : parameters) {
      ApiNode parameter = listed.resolved(document);
      String optional = parameter.text("required").equals("true") ? "" : ", optional";
      row(
          () -> html.text(parameter.text("name") + " (" + parameter.text("in") + optional + ")"),
          () -> type(parameter.object("schema")),
          () -> html.line(parameter.text("description")));
    }
    html.markup("</table>\n");
  }

  private void answers(ApiNode responses) {
    html.markup("<table>\n<tr><th>Status</th><th>Answer</th><th></th></tr>\n");
    List<ApiNode> inner = new ArrayList<>();
    responses
        .objects()
        .forEach(
            (status, listed) -> {
              ApiNode response = listed.resolved(document);
              ApiNode schema = schemaOf(response);
              inner.add(schema);
              row(
                  () -> html.text(status),
                  () -> type(schema),
                  () -> html.line(response.text("description")));
            });
    html.markup("</table>\n");
    inner.forEach(this::properties);
  }

  private static ApiNode schemaOf(ApiNode bodyOrResponse) {
    return bodyOrResponse.object("content").objects().values().stream()
        .findFirst()
        .map(content -> content.object("schema"))
        .orElse(new ApiNode(Map.of()));
  }

  private void named(String name, ApiNode schema) {
    html.markup("<h3 id=\"" + Html.id(name) + "\">")
        .text(name)
        .markup("</h3>\n")
        .prose(schema.text("description"));
    if (schema.object("properties").fields().isEmpty()) {
      html.markup("<p>");
      type(schema);
      html.markup("</p>\n");
    }
    properties(schema);
  }

  /** The fields of an object that has no name of its own to link to. */
  private void properties(ApiNode schema) {
    Map<String, ApiNode> properties = schema.object("properties").objects();
    if (properties.isEmpty()) {
      return;
    }
    html.markup("<table>\n<tr><th>Field</th><th>Type</th><th></th></tr>\n");
    properties.forEach(
        (name, field) -> {
          String optional = schema.list("required").contains(name) ? "" : " (optional)";
          row(
              () -> html.text(name + optional),
              () -> type(field),
              () -> html.line(field.text("description")));
        });
    html.markup("</table>\n");
    properties.values().forEach(field -> properties(field.object("items")));
  }

  private void type(ApiNode schema) {
    List<ApiNode> choices = schema.nodes("oneOf");
    if (!schema.reference().isEmpty()) {
      html.link(schema.referenceName());
    } else if (!choices.isEmpty()) {
      html.text("one of ");
      for (int i = 0; i < choices.size(); i++) {
        html.text(i == 0 ? "" : ", ");
        type(choices.get(i));
      }
    } else if (schema.has("const")) {
      html.element("code", schema.text("const"));
    } else if (schema.has("items")) {
      html.text("list of ");
      type(schema.object("items"));
    } else if (schema.has("additionalProperties")) {
      html.text("object; by name, ");
      type(schema.object("additionalProperties"));
    } else {
      html.text(schema.text("type"));
    }
    bounds(schema);
  }

  private void bounds(ApiNode schema) {
    if (schema.has("enum")) {
      html.text(
          ": " + String.join(", ", schema.list("enum").stream().map(String::valueOf).toList()));
    }
    bound(", ", schema, "pattern");
    bound(", ", schema, "format");
    bound(", from ", schema, "minimum");
    bound(", to ", schema, "maximum");
    bound(", at most this many characters: ", schema, "maxLength");
    bound(", at most this many: ", schema, "maxItems");
    bound(", at most this many: ", schema, "maxProperties");
    bound(", usually ", schema, "default");
  }

  private void bound(String words, ApiNode schema, String name) {
    if (schema.has(name)) {
      html.text(words).element("code", schema.text(name));
    }
  }

  private void row(Runnable... cells) {
    html.markup("<tr>");
    for (Runnable cell : cells) {
      html.markup("<td>");
      cell.run();
      html.markup("</td>");
    }
    html.markup("</tr>\n");
  }
}
