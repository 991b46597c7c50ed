/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows the trace of a flow: joins what its nodes were given to what came of it, and tells of
 * each node when it begins and when it is over. Not safe for use by several threads at once.
 */
final class FlowRun {
  /** The most nodes that are kept: those at work, and those that steps may still be told of. */
  static final int MAX_NODES = 128;

  private static final String NODE_OUTPUT = "nodeOutputTrace";
  private static final String UNKNOWN_NODE = "_OTHER";
  private static final Pattern EXCEPTION = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  private final HeldContent held;
  private final AgentListener listener;
  private final List<FlowNode> nodes = new ArrayList<>();

  /** The names of nodes that were told of before their end, once for each time. */
  private final List<String> endedEarly = new ArrayList<>();

  /**
   * Creates a run of which nothing has come.
   *
   * @param held what may be kept of what is said
   */
  FlowRun(HeldContent held, AgentListener listener) {
    this.held = held;
    this.listener = listener;
  }

  /** Takes the next event of the trace. */
  void event(JsonObject trace) {
    trace.lazyWithout("__type").forEach((kind, told) -> take(kind, JsonObject.of(told)));
  }

  private void take(String kind, JsonObject told) {
    Instant time = WireTimes.instant(told.value("timestamp"));
    if (time != null) {
      listener.seen(time);
    }
    if (!kind.equals(NODE_OUTPUT)) {
      endAnswered();
    }
    take(kind, told, time);
  }

  /** Takes an output of the flow, or a question to its caller: a node's work. */
  void output(JsonObject event) {
    endAnswered();
    FlowNode node = atWork(name(event));
    if (node != null) {
      node.gaveToCaller(event);
    }
  }

  /** The service has broken the run off; the node is to blame that was alone at work. */
  void exception(String type) {
    List<FlowNode> atWork =
        nodes.stream().filter(node -> !node.isEnded() && !node.isAnswered()).toList();
    if (atWork.size() == 1 && EXCEPTION.matcher(type).matches()) {
      String error = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
      atWork.get(0).failed(ToolRuns.failure(error, "the flow failed at this node"));
    }
  }

  /**
   * Ends all nodes, because no more of them will come.
   *
   * @param finished whether the run came to its own end, and its nodes with it
   */
  void end(boolean finished) {
    for (FlowNode node : nodes) {
      node.end(finished || node.isAnswered());
    }
  }

  private void take(String kind, JsonObject told, @Nullable Instant time) {
    String name = name(told);
    switch (kind) {
      case "nodeInputTrace" -> {
        if (nodes.stream().noneMatch(node -> node.isNamed(name) && node.isLateInput(time))) {
          begin(name, time, told);
        }
      }
      case NODE_OUTPUT -> {
        if (endedEarly.remove(name)) {
          return;
        }
        if (atWork(name) != null
            || nodes.stream().noneMatch(node -> node.isNamed(name) && node.isToldAgain(time))) {
          FlowNode node = known(name, time);
          node.output(told, time);
          node.end(true);
        }
        endAnswered();
      }
      case "conditionNodeResultTrace" -> {
        if (!endedEarly.contains(name)) {
          known(name, time).conditions(told, time);
        }
      }
      case "nodeActionTrace" -> knownOrLast(name, time).action(told, time);
      case "nodeDependencyTrace" -> {
        FlowNode node = knownOrLast(name, time);
        told.object("traceElements").objects("agentTraces").forEach(node::agentTrace);
      }
      default -> {}
    }
  }

  /** An output may still come behind what tells that the node is over; nothing else may. */
  private void endAnswered() {
    for (FlowNode node : nodes) {
      if (node.isAnswered() && !node.isEnded()) {
        node.end(true);
      }
    }
  }

  private FlowNode begin(String name, @Nullable Instant time, JsonObject input) {
    if (nodes.size() >= MAX_NODES) {
      FlowNode dropped =
          nodes.stream().filter(FlowNode::isEnded).findFirst().orElseGet(() -> nodes.get(0));
      if (!dropped.isEnded()) {
        listener.dropped(AgentLimit.OPEN_STEPS);
        if (endedEarly.size() < EndedEarly.MAX_KNOWN) {
          endedEarly.add(dropped.name());
        }
      }
      dropped.end(false);
      nodes.remove(dropped);
    }
    FlowNode node = new FlowNode(listener, held, name, time, input);
    nodes.add(node);
    return node;
  }

  /** Returns the node at work; a new one if its beginning was not seen, as of a flow's input. */
  private FlowNode known(String name, @Nullable Instant time) {
    FlowNode node = atWork(name);
    return node == null ? begin(name, time, JsonObject.empty()) : node;
  }

  /** Returns the node at work, or else the last of that name, whose trace may come late. */
  private FlowNode knownOrLast(String name, @Nullable Instant time) {
    FlowNode last = atWork(name);
    for (int i = nodes.size() - 1; i >= 0 && last == null; i--) {
      last = nodes.get(i).isNamed(name) ? nodes.get(i) : null;
    }
    return last == null ? begin(name, time, JsonObject.empty()) : last;
  }

  /** Returns the node of this name that began first and is still at work. */
  private @Nullable FlowNode atWork(String name) {
    for (FlowNode node : nodes) {
      if (!node.isEnded() && node.isNamed(name)) {
        return node;
      }
    }
    return null;
  }

  private static String name(JsonObject told) {
    String name = TracePart.label(told, "nodeName");
    return name == null ? UNKNOWN_NODE : name;
  }
}
