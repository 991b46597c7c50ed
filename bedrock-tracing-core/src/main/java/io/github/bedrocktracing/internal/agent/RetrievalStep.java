/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One step of an agentic retrieval: a model plans, or something is looked up. */
final class RetrievalStep {
  /** A request names five knowledge bases at most. */
  private static final int MAX_SOURCES = 16;

  private static final String PLANNING = "Planning";
  private static final String SESSION_HISTORY_LOAD = "SessionHistoryLoad";
  private static final String KNOWLEDGE_BASE = "BedrockKnowledgeBase";
  private static final String ACTIONS = "actions";
  private static final String FOUND = "retrievalResponse";
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
  private static final Pattern INNER_CAPITAL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final String name;
  private final @Nullable String id;
  private final HeldContent held;
  private final StepDraft draft;
  private final Set<String> sources = new LinkedHashSet<>();
  private @Nullable Integer documents;
  private @Nullable Integer query;

  /** The characters that are counted as held of what this step, which is still open, gives. */
  private int outputCharacters;

  /**
   * Begins a step.
   *
   * @param id of the event by which it begins, or by which it ends if that was not seen
   */
  RetrievalStep(String name, @Nullable String id, @Nullable Instant begun, HeldContent held) {
    this.name = name;
    this.id = id;
    this.held = held;
    this.draft = new StepDraft(kind(), request(), id, null, begun);
  }

  /** Returns the word by which a step is recorded, such as {@code SPECULATIVE_RETRIEVAL}. */
  static String word(String step) {
    return WORD.matcher(step).matches()
        ? INNER_CAPITAL.matcher(step).replaceAll("_").toUpperCase(Locale.ROOT)
        : "_OTHER";
  }

  @Nullable String id() {
    return id;
  }

  boolean isNamed(String step) {
    return name.equals(step);
  }

  /** Returns whether an event tells of the question, and the sources, that this step has. */
  boolean asks(JsonObject attributes) {
    Integer other = query(attributes);
    return other != null && other.equals(query) && sources(attributes).equals(sources);
  }

  /** Returns whether an event tells of another question, or of other sources, than this step's. */
  boolean asksOther(JsonObject attributes) {
    return query(attributes) != null && query != null && !asks(attributes);
  }

  /**
   * Takes what an event says of the step; a later one says as much or more.
   *
   * @param staysOpen whether what is said is held until a later event, which only so much may be
   */
  void take(JsonObject attributes, boolean staysOpen) {
    Integer asked = query(attributes);
    query = asked == null ? query : asked;
    sources.addAll(sources(attributes));
    if (hasFound(attributes)) {
      documents = attributes.count(FOUND);
    }
    draft.kind(kind());
    draft.request(request());
    CaptureLimits limits = held.limits();
    if (limits != null) {
      takeContent(attributes, limits, staysOpen);
    }
  }

  /** The step is over. */
  void ended(@Nullable Instant time, boolean failed) {
    draft.answered(new AgentStep.Times(null, time), time);
    draft.failed(failed ? ToolRuns.failure("step_failed", "the step failed") : null);
  }

  /** Returns the step as far as it is known, and lets go of what was kept for it. */
  AgentStep told(boolean finished) {
    held.release(draft.heldCharacters() + outputCharacters);
    return draft.step(finished);
  }

  private boolean isPlanning() {
    return name.equals(PLANNING);
  }

  private StepKind kind() {
    return isPlanning()
        ? new StepKind.ModelCall(word(name), null)
        : new StepKind.Retrieval(documents, word(name));
  }

  private InferenceRequest request() {
    if (isPlanning()) {
      // The trace does not say which model plans.
      return InferenceRequest.builder(OperationName.CHAT).build();
    }
    InferenceRequest.Builder request =
        InferenceRequest.builder(
            name.equals(SESSION_HISTORY_LOAD)
                ? OperationName.SEARCH_MEMORY
                : OperationName.RETRIEVAL);
    if (sources.size() == 1) {
      request.target(new Target.KnowledgeBase(sources.iterator().next()));
    } else if (!sources.isEmpty()) {
      request.target(new Target.KnowledgeBases(List.copyOf(sources)));
    }
    return request.build();
  }

  private void takeContent(JsonObject attributes, CaptureLimits limits, boolean staysOpen) {
    if (isPlanning()) {
      if (mayKeep(attributes, staysOpen)) {
        draft.output(plan(attributes));
      }
      return;
    }
    List<String> asked = queries(attributes);
    if (!asked.isEmpty() && draft.heldCharacters() == 0) {
      String text = String.join("\n", asked);
      if (held.reserve(text.length())) {
        draft.input(InputContent.ofUser(text), text.length());
      }
    }
    if (hasFound(attributes) && mayKeep(attributes, staysOpen)) {
      draft.output(Retrievals.documents(attributes, FOUND, limits));
    }
  }

  /** Returns whether what an event says may be kept in place of what was kept before. */
  private boolean mayKeep(JsonObject attributes, boolean staysOpen) {
    if (!staysOpen) {
      return true;
    }
    held.release(outputCharacters);
    int characters = attributes.length();
    boolean reserved = held.reserve(characters);
    outputCharacters = reserved ? characters : 0;
    if (!reserved) {
      draft.output(List.of());
    }
    return reserved;
  }

  private static boolean hasFound(JsonObject attributes) {
    return attributes.isArray(FOUND);
  }

  /** Returns what the model means to do, as calls of tools. */
  private static List<ChatMessage> plan(JsonObject attributes) {
    List<MessagePart> parts = new ArrayList<>();
    String said = attributes.text("message");
    if (said != null) {
      parts.add(new MessagePart.Text(said));
    }
    for (JsonObject action : attributes.objects(ACTIONS)) {
      action
          .lazyWithout("__type")
          .forEach(
              (kind, given) ->
                  parts.add(
                      new MessagePart.ToolCall(
                          null, kind, JsonObject.of(given).without("__type"))));
    }
    return ChatMessage.alone(ChatMessage.ASSISTANT, parts);
  }

  private static List<String> queries(JsonObject attributes) {
    List<String> queries = new ArrayList<>();
    for (JsonObject action : attributes.objects(ACTIONS)) {
      String text = action.object("retrieve").object("inputQuery").text("text");
      if (text != null) {
        queries.add(text);
      }
    }
    return queries;
  }

  /** Tells questions apart without keeping them. */
  private static @Nullable Integer query(JsonObject attributes) {
    Integer query = null;
    for (JsonObject action : attributes.objects(ACTIONS)) {
      JsonObject asked = action.object("retrieve").object("inputQuery");
      if (asked.lazyText("text") != null) {
        query = 31 * (query == null ? 1 : query) + asked.hash("text");
      }
    }
    return query;
  }

  private static Set<String> sources(JsonObject attributes) {
    Set<String> sources = new LinkedHashSet<>();
    for (JsonObject action : attributes.objects(ACTIONS)) {
      action
          .object("retrieve")
          .objects("sourceRetrievers")
          .forEach(retriever -> add(sources, retriever));
      add(sources, action.object("fullDocumentExpansion").object("sourceRetriever"));
    }
    for (JsonObject source : attributes.objects("retrievalMetadata")) {
      if (KNOWLEDGE_BASE.equals(source.text("retrievalType", KNOWLEDGE_BASE))) {
        add(sources, source);
      }
    }
    return sources;
  }

  private static void add(Set<String> sources, JsonObject source) {
    String identifier = TracePart.label(source, "identifier");
    if (identifier != null && sources.size() < MAX_SOURCES) {
      sources.add(identifier);
    }
  }
}
