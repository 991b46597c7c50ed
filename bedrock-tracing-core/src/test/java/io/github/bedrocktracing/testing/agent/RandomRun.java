/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A run of an agent as it might be: loops, tools, knowledge bases, guardrails, and collaborators
 * three deep, at once, and the same one twice at once; events come in any order that the service
 * may write them in, and some of them twice.
 */
public final class RandomRun {
  private static final String TIME = "2026-01-01T00:00:01Z";
  private static final int DEPTH = 3;

  private final Random random;
  private final List<byte[]> frames = new ArrayList<>();
  private final Node root = new Node("invoke_agent AGENT1");
  private long inputTokens;
  private int calls;

  /** Makes a run, the same one for the same seed. */
  public RandomRun(long seed) {
    this.random = new Random(seed);
    frames.addAll(work(new Agent(List.of(AgentTrace.ROOT), null, uuid()), root, DEPTH));
    frames.add(AgentTrace.chunk("answer"));
  }

  /** Returns the frames of its stream. */
  public List<byte[]> frames() {
    return frames;
  }

  /** Returns the tree of its spans, siblings in the order of their texts. */
  public String tree() {
    return root.text("");
  }

  /** Returns the input tokens of all model calls. */
  public long inputTokens() {
    return inputTokens;
  }

  /** Returns the number of model calls. */
  public int calls() {
    return calls;
  }

  private record Agent(List<String> chain, String collaborator, String uuid) {
    byte[] part(String trace) {
      return AgentTrace.part(chain.toArray(String[]::new), collaborator, TIME, trace);
    }
  }

  /** A span that is expected, or one that was recorded. */
  public static final class Node {
    private final String line;
    private final List<Node> children = new ArrayList<>();

    /** Creates a node without children. */
    public Node(String line) {
      this.line = line;
    }

    /** Adds a child and returns it. */
    public Node add(Node child) {
      children.add(child);
      return child;
    }

    /** Returns it and what is below it as indented lines. */
    public String text(String indent) {
      StringBuilder text = new StringBuilder(indent).append(line).append('\n');
      children.stream().map(child -> child.text(indent + "  ")).sorted().forEach(text::append);
      return text.toString();
    }
  }

  private List<byte[]> work(Agent agent, Node node, int depth) {
    List<byte[]> events = new ArrayList<>();
    int turns = 1 + random.nextInt(3);
    for (int turn = 0; turn < turns; turn++) {
      String id = agent.uuid + '-' + turn;
      modelCall(agent, node, id, events);
      switch (random.nextInt(5)) {
        case 0 -> {
          node.add(new Node("execute_tool f"));
          events.add(
              agent.part(
                  AgentTrace.invocation(
                      id, "ACTION_GROUP", "\"actionGroupInvocationInput\":{\"function\":\"f\"}")));
          events.add(
              agent.part(
                  AgentTrace.observation(
                      id, "ACTION_GROUP", "\"actionGroupInvocationOutput\":{\"text\":\"1\"}")));
        }
        case 1 -> {
          node.add(new Node("retrieval KB"));
          events.add(
              agent.part(
                  AgentTrace.invocation(
                      id,
                      "KNOWLEDGE_BASE",
                      "\"knowledgeBaseLookupInput\":{\"knowledgeBaseId\":\"KB\"}")));
          events.add(
              agent.part(
                  AgentTrace.observation(
                      id,
                      "KNOWLEDGE_BASE",
                      "\"knowledgeBaseLookupOutput\":{\"retrievedReferences\":[]}")));
        }
        case 2 -> {
          node.add(new Node("apply_guardrail"));
          events.add(
              agent.part(
                  "{\"guardrailTrace\":{\"action\":\"NONE\",\"traceId\":\""
                      + agent.uuid
                      + "-guardrail-post-0\"}}"));
        }
        default -> {
          if (depth > 1) {
            collaborators(agent, node, id, depth, events);
          }
        }
      }
    }
    events.add(agent.part(AgentTrace.finalResponse(agent.uuid + '-' + turns, "done")));
    return events;
  }

  private void modelCall(Agent agent, Node node, String id, List<byte[]> events) {
    int tokens = 1 + random.nextInt(1000);
    inputTokens += tokens;
    calls++;
    node.add(new Node("chat amazon.nova-pro-v1:0 " + tokens));
    add(events, agent.part(AgentTrace.modelInput(id, "x")));
    add(
        events,
        agent.part(
            AgentTrace.modelOutput(id, "{}", TIME, TIME)
                .replace("\"inputTokens\":11", "\"inputTokens\":" + tokens)
                .replace("\"c-1\"", "\"c-" + calls + "\"")));
  }

  private void collaborators(Agent agent, Node node, String id, int depth, List<byte[]> events) {
    int count = 1 + random.nextInt(3);
    List<Integer> asked = new ArrayList<>();
    Set<Integer> distinct = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      asked.add(random.nextInt(3));
      distinct.add(asked.get(i));
    }
    // Whose collaborator a collaborator of one asked twice at once is, no event tells.
    boolean twice = distinct.size() < count;
    List<List<byte[]>> works = new ArrayList<>();
    for (int which : asked) {
      String name = "Bob" + which;
      String alias = AgentTrace.alias("B" + which, "1");
      List<String> chain = new ArrayList<>(agent.chain);
      chain.add(alias);
      Agent other =
          new Agent(chain, agent.collaborator == null ? name : agent.collaborator, uuid());
      events.add(agent.part(AgentTrace.asked(id, name, alias, "do")));
      Node child = node.add(new Node("invoke_agent " + name));
      List<byte[]> work = work(other, child, twice ? 1 : depth - 1);
      String answers = twice || random.nextBoolean() ? other.uuid : "";
      work.add(agent.part(AgentTrace.collaborated(id, name, alias, "done", answers)));
      works.add(work);
    }
    while (!works.isEmpty()) {
      List<byte[]> next = works.get(random.nextInt(works.size()));
      events.add(next.remove(0));
      works.removeIf(List::isEmpty);
    }
  }

  private void add(List<byte[]> events, byte[] frame) {
    events.add(frame);
    if (random.nextInt(8) == 0) {
      events.add(frame);
    }
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
