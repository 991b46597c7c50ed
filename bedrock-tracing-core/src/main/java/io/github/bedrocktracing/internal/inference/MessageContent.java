/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.List;

/**
 * The content of one execution as it may be recorded: redacted and within its limits.
 *
 * @param input what the caller sent
 * @param output the answers, one message each
 */
public record MessageContent(InputContent input, List<ChatMessage> output) {
  /** Creates content with a copy of the list. */
  public MessageContent {
    output = List.copyOf(output);
  }
}
