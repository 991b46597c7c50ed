/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.content.Markers;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** Agents and tools of a program, with markers in all that they are given, give and throw. */
final class MarkedWork {
  /** A tool's name and words, like an agent's, are the program's own and few. */
  static final List<String> NAMES =
      List.of(
          "work-agent.",
          "work-texts.",
          "work-documents.",
          "work-maps.",
          "work-objects.",
          "work-throws.",
          "work-async.",
          "work-async-fails.",
          "work-run.",
          "work-run-throws.",
          "_OTHER");

  private final BedrockTracing tracing;
  private final Markers markers;

  MarkedWork(BedrockTracing tracing, Markers markers) {
    this.tracing = tracing;
    this.markers = markers;
  }

  /** Does all work within a session and an agent, beside baggage that is none of the library's. */
  void run() {
    Baggage baggage =
        Baggage.builder()
            .put("customer", markers.text("baggage"))
            .put("session.id", "session-by-baggage")
            .build();
    BedrockSession session =
        BedrockSession.builder().sessionId("session-1").userId("user-1").tag("tag", "one").build();
    baggage
        .storeInContext(Context.current())
        .wrap(() -> session.run(() -> tracing.agent("work-agent.").call(this::answer)))
        .run();
  }

  private String answer() {
    tracing.tool("work-texts.").arguments(text("argument")).call(() -> text("result"));
    tracing.tool("work-documents.").arguments(document("argument")).call(() -> document("result"));
    tracing
        .tool("work-maps.")
        .arguments(Map.of(text("argument key"), List.of(text("argument"), 1, true)))
        .call(() -> Map.of(text("result key"), text("result")));
    tracing.tool("work-objects.").arguments(new Named()).call(Named::new);
    IOException thrown = new IOException(text("message"), new IllegalStateException(text("cause")));
    thrown.addSuppressed(new IllegalStateException(text("suppressed")));
    assertThatThrownBy(() -> tracing.tool("work-throws.").call(() -> raise(thrown)))
        .isSameAs(thrown);
    tracing
        .tool("work-async.")
        .arguments(text("argument"))
        .callAsync(() -> CompletableFuture.completedFuture(text("result")))
        .join();
    tracing.tool("work-async-fails.").callAsync(() -> CompletableFuture.failedFuture(thrown));
    tracing
        .toolRunner()
        .tool("work-run.", input -> document("result"))
        .tool("work-run-throws.", input -> raise(thrown))
        .build()
        .run(
            Message.builder()
                .role(ConversationRole.ASSISTANT)
                .content(
                    ContentBlock.fromText(text("text before")),
                    wish("work-run."),
                    wish("work-run-throws."),
                    wish(text("name that the model made up")))
                .build());
    return text("answer of the agent");
  }

  private ContentBlock wish(String name) {
    // The service makes these ids; gen_ai.tool.call.id is a recommended attribute.
    return ContentBlock.fromToolUse(
        t -> t.toolUseId("tooluse_1").name(name).input(document("wish")));
  }

  private Document document(String place) {
    return Document.mapBuilder()
        .putString(text(place + " key"), text(place))
        .putList("list", List.of(Document.fromString(text(place))))
        .build();
  }

  private static Document raise(IOException thrown) throws IOException {
    throw thrown;
  }

  private String text(String place) {
    return markers.text("work " + place);
  }

  /** An object of a class that the library does not know. */
  private final class Named {
    private final String name = text("object");

    @Override
    public String toString() {
      return name;
    }
  }
}
