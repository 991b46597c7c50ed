/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of the trace: what an agent did, and which agent.
 *
 * @param chain the aliases of the agents at work, from the one that was called to the one at hand
 * @param collaborator the name of a collaborator; null for the agent that was called
 * @param agent the id of the agent at hand
 * @param version the version of the agent at hand
 * @param time when the service wrote the event
 * @param kind which trace it is part of, such as {@code orchestrationTrace}
 * @param trace what the trace says, under the name of the step's side such as {@code rationale}
 */
record TracePart(
    List<String> chain,
    @Nullable String collaborator,
    @Nullable String agent,
    @Nullable String version,
    @Nullable Instant time,
    String kind,
    JsonObject trace) {
  /** Deeper chains are cut; the service allows three levels. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_LABEL_LENGTH = 512;

  /** What there is before the first event. */
  static final TracePart NONE =
      new TracePart(List.of(), null, null, null, null, "", JsonObject.empty());

  /**
   * Reads an event.
   *
   * @param before the one before it, which mostly is of the same agent
   */
  static TracePart of(JsonObject event, TracePart before) {
    JsonObject traces = event.object("trace");
    String kind = traces.firstName("__type");
    return new TracePart(
        chain(event.objects("callerChain"), before.chain()),
        labelLike(before.collaborator(), event, "collaboratorName"),
        labelLike(before.agent(), event, "agentId"),
        labelLike(before.version(), event, "agentVersion"),
        WireTimes.instant(event.value("eventTime")),
        kind == null ? "" : kind,
        kind == null ? JsonObject.empty() : traces.object(kind));
  }

  /** Returns what names the agent alone, without the event, whose bytes are not kept for it. */
  TracePart names() {
    return new TracePart(chain, collaborator, agent, version, null, "", JsonObject.empty());
  }

  private static List<String> chain(List<JsonObject> callers, List<String> before) {
    List<String> aliases = new ArrayList<>(1);
    for (int i = 0; i < Math.min(callers.size(), MAX_DEPTH); i++) {
      String known = i < before.size() ? before.get(i) : null;
      String alias = labelLike(known, callers.get(i), "agentAliasArn");
      aliases.add(alias == null ? "" : alias);
    }
    return aliases;
  }

  /** Returns a short text that names something; null when there is none, or it is too long. */
  static @Nullable String label(JsonObject owner, String name) {
    return label(owner.text(name));
  }

  private static @Nullable String labelLike(@Nullable String known, JsonObject owner, String name) {
    return label(owner.textLike(known, name));
  }

  private static @Nullable String label(@Nullable String text) {
    return text == null || text.isEmpty() || text.length() > MAX_LABEL_LENGTH ? null : text;
  }
}
