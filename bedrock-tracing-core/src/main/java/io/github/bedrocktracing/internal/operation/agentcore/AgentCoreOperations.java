/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agentcore;

import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import org.jspecify.annotations.Nullable;

/** The operations of {@code bedrockagentcore} that are traced. */
public final class AgentCoreOperations {
  private static final String RECORD = "memoryRecordId";
  private static final String EVENT = "eventId";

  private AgentCoreOperations() {}

  public static @Nullable OperationCapture capture(String operation) {
    return switch (operation) {
      case "InvokeAgentRuntime" -> new InvokeAgentRuntimeCapture();
      case "InvokeCodeInterpreter" -> new CodeInterpreterCapture();
      case "RetrieveMemoryRecords", "ListMemoryRecords" ->
          new MemoryCapture(OperationName.SEARCH_MEMORY, null, "memoryRecordSummaries");
      case "GetMemoryRecord" ->
          new MemoryCapture(OperationName.SEARCH_MEMORY, RECORD, "memoryRecord");
      case "ListEvents" -> new MemoryCapture(OperationName.SEARCH_MEMORY, null, "events");
      case "GetEvent" -> new MemoryCapture(OperationName.SEARCH_MEMORY, EVENT, "event");
      case "CreateEvent" -> new MemoryCapture(OperationName.CREATE_MEMORY, null, "event");
      case "BatchCreateMemoryRecords" ->
          new MemoryCapture(OperationName.CREATE_MEMORY, null, "successfulRecords");
      case "BatchUpdateMemoryRecords" ->
          new MemoryCapture(OperationName.UPDATE_MEMORY, null, "successfulRecords");
      case "BatchDeleteMemoryRecords" ->
          new MemoryCapture(OperationName.DELETE_MEMORY, null, "successfulRecords");
      case "DeleteMemoryRecord" -> new MemoryCapture(OperationName.DELETE_MEMORY, RECORD, RECORD);
      case "DeleteEvent" -> new MemoryCapture(OperationName.DELETE_MEMORY, EVENT, EVENT);
      default -> null;
    };
  }
}
