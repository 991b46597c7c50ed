/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.JsonText;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an agent answers: its text in chunks with what it cites, calls for the program, files. */
final class AgentAnswer {
  /** Texts come first, and what belongs to them behind. */
  private static final int CITATIONS = 1_000_000;

  private static final int CALLS = 2_000_000;
  private static final int FILES = 3_000_000;

  private final CaptureLimits limits;
  private final MessageAssembler answers;
  private final SplitText text = new SplitText();
  private int parts;

  AgentAnswer(CaptureLimits limits) {
    this.limits = limits;
    this.answers = new MessageAssembler(limits.maxCharacters(), JsonText::parseStructure);
  }

  /** Takes a piece of the answer's text. */
  void chunk(JsonObject chunk) {
    add(text.next(decoded(chunk.text("bytes", ""))));
    for (JsonObject citation : chunk.object("attribution").objects("citations")) {
      add(CITATIONS, new MessagePart.Generic("citation", citation(citation)));
    }
  }

  /** Takes the calls that the program is to make. */
  void returnControl(JsonObject payload) {
    ReturnedControl.calls(payload).forEach(call -> add(CALLS, call));
  }

  /** Takes files that the agent made. */
  void files(JsonObject event) {
    for (JsonObject file : event.objects("files")) {
      String type = file.text("type");
      String modality = type != null && type.startsWith("image/") ? "image" : "document";
      add(FILES, Media.base64(modality, type, file.lazyText("bytes"), limits));
    }
  }

  List<ChatMessage> messages(boolean complete) {
    add(text.end());
    return answers.messages(complete);
  }

  void finishReason(String reason) {
    answers.finishReason(0, reason);
  }

  private void add(String piece) {
    if (!piece.isEmpty()) {
      answers.text(0, parts++, piece);
    }
  }

  private void add(int block, MessagePart part) {
    answers.part(0, block + parts++, part, part.toString().length());
  }

  private Map<String, Object> citation(JsonObject citation) {
    Map<String, Object> cited = new LinkedHashMap<>();
    JsonObject text = citation.object("generatedResponsePart").object("textResponsePart");
    if (!text.isEmpty()) {
      cited.put("text", text.text("text", ""));
      cited.put("span", text.object("span").without("__type"));
    }
    List<Object> references = new ArrayList<>();
    for (JsonObject reference : citation.objects("retrievedReferences")) {
      references.add(Retrievals.document(reference, limits));
    }
    cited.put("references", references);
    return cited;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException damaged) {
      return new byte[0];
    }
  }
}
