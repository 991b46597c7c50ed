/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import java.util.List;

/**
 * The content of one execution as it may be recorded: redacted and within its limits.
 *
 * @param input what the caller sent
 * @param output the answers, one message each
 * @param documents the documents that were found
 * @param guardrailAssessments what guardrails found, as the wire says it: maps, lists and scalars
 */
public record MessageContent(
    InputContent input,
    List<ChatMessage> output,
    List<RetrievedDocument> documents,
    List<?> guardrailAssessments) {
  /** Creates content with copies of the lists. */
  public MessageContent {
    output = List.copyOf(output);
    documents = List.copyOf(documents);
    guardrailAssessments = List.copyOf(guardrailAssessments);
  }

  /** Creates content of messages alone. */
  public MessageContent(InputContent input, List<ChatMessage> output) {
    this(input, output, List.of(), List.of());
  }
}
