package org.rop2p.proxy.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the doctor says.
 *
 * @param sentence the verdict in words
 * @param checks one a {@link Topic}, in their order
 * @param text to paste for the admin: all of it, without secrets
 */
public record Diagnosis(Verdict verdict, String sentence, List<Check> checks, String text) {
  public Diagnosis {
    checks = List.copyOf(checks);
  }

  /** As programs and the page read it. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("verdict", verdict.label()).put("sentence", sentence);
    ArrayNode all = json.putArray("checks");
    for (Check check : checks) {
      all.addObject()
          .put("id", check.topic().id())
          .put("title", check.topic().title())
          .put("status", check.status().label())
          .put("sentence", check.sentence())
          .put("remedy", check.remedy().orElse(null));
    }
    return json.put("text", text);
  }
}
