/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one run, and whose work an event of the trace tells of.
 *
 * <p>The chain of callers tells which agent; what its trace ids begin with tells which time, where
 * one agent asks the same collaborator several times at once.
 */
final class AgentTree {
  /**
   * The most agents of one run that are kept apart; what further ones do lies in the run itself.
   */
  static final int MAX_AGENTS = 256;

  private static final int UUID_LENGTH = 36;

  private final AgentNode root;
  private final HeldContent held;
  private final List<AgentNode> collaborators = new ArrayList<>();
  private final Set<String> dropped = new HashSet<>();
  private final EndedEarly endedEarly = new EndedEarly();

  /** Stands for all collaborators that are not kept apart; null while there are none. */
  private @Nullable AgentNode others;

  private @Nullable String rootAlias;
  private boolean rootIsInChains = true;

  AgentTree(AgentListener listener, HeldContent held) {
    this.held = held;
    this.root = new AgentNode(null, "", null, listener, held, endedEarly);
  }

  AgentNode root() {
    return root;
  }

  /**
   * Ends all agents at work for another one, from the inside out.
   *
   * @param controlReturned whether the run stops for the program to run its tools
   */
  void endBelow(AgentNode agent, boolean controlReturned) {
    for (int i = collaborators.size() - 1; i >= 0; i--) {
      AgentNode node = collaborators.get(i);
      if (isBelow(node, agent)) {
        node.end(controlReturned, controlReturned);
      }
    }
    if (agent == root && others != null) {
      others.end(controlReturned, controlReturned);
    }
  }

  /** Returns the agent whose work a part of the trace tells of; a new one if it was not known. */
  AgentNode of(TracePart part, @Nullable String traceId) {
    List<String> path = path(part);
    if (path.isEmpty() && part.collaborator() == null) {
      return root;
    }
    String run = run(traceId);
    AgentNode known = path.isEmpty() ? named(part.collaborator(), run) : known(path, run);
    if (path.isEmpty() && known == null) {
      return root;
    }
    if (known == null) {
      AgentNode caller = root;
      for (int depth = 1; depth < path.size(); depth++) {
        AgentNode between = known(path.subList(0, depth), null);
        caller = between == null ? unannounced(caller, path.get(depth - 1), null, part) : between;
      }
      known = unannounced(caller, path.get(path.size() - 1), part.collaborator(), part);
    }
    if (known.run() == null) {
      known.run(run);
    }
    return known;
  }

  /** Begins the work of a collaborator. */
  AgentNode begin(AgentNode caller, String alias, StepDraft draft) {
    if (collaborators.size() >= MAX_AGENTS) {
      held.release(draft.heldCharacters());
      return other(alias);
    }
    AgentNode node =
        new AgentNode(
            caller, alias, draft, caller.listener().begin(draft.begun()), held, endedEarly);
    collaborators.add(node);
    return node;
  }

  /**
   * Returns the collaborator whose answer came; null when none is at work.
   *
   * @param run what its trace ids begin with
   */
  @Nullable AgentNode answering(AgentNode caller, @Nullable String alias, @Nullable String run) {
    AgentNode unbound = null;
    AgentNode oldest = null;
    for (AgentNode node : collaborators) {
      if (node.parent() == caller && !node.isEnded()) {
        if (run != null && run.equals(node.run())) {
          return node;
        }
        boolean named = alias == null || alias.equals(node.alias());
        unbound = unbound == null && named && node.run() == null ? node : unbound;
        oldest = oldest == null && named ? node : oldest;
      }
    }
    // The work of one whose trace ids are known to begin in another way is hardly over.
    return run == null || unbound == null ? oldest : unbound;
  }

  /** Returns what the trace ids of one agent at work begin with. */
  static @Nullable String run(@Nullable String traceId) {
    return traceId == null || traceId.length() <= UUID_LENGTH
        ? traceId
        : traceId.substring(0, UUID_LENGTH);
  }

  /** Returns the aliases from the first collaborator on; empty for the agent that was called. */
  private List<String> path(TracePart part) {
    List<String> chain = part.chain();
    if (part.collaborator() == null && chain.size() <= 1) {
      rootIsInChains = !chain.isEmpty();
      rootAlias = chain.isEmpty() ? null : chain.get(0);
      return List.of();
    }
    boolean beginsWithRoot =
        rootIsInChains
            && (rootAlias == null
                ? chain.size() > 1
                : !chain.isEmpty() && chain.get(0).equals(rootAlias));
    return beginsWithRoot ? chain.subList(1, chain.size()) : chain;
  }

  /** Returns the collaborator of a name that an event is of which has no chain; null for none. */
  private @Nullable AgentNode named(@Nullable String name, @Nullable String run) {
    AgentNode last = null;
    for (AgentNode node : collaborators) {
      Target target = node.draft() == null ? null : node.draft().request().target();
      if (name != null && target != null && name.equals(target.label())) {
        if (run != null && run.equals(node.run())) {
          return node;
        }
        last = node.isEnded() && last != null ? last : node;
      }
    }
    return last;
  }

  private @Nullable AgentNode known(List<String> path, @Nullable String run) {
    AgentNode unbound = null;
    AgentNode last = null;
    for (AgentNode node : collaborators) {
      if (isAt(node, path)) {
        if (run != null && run.equals(node.run())) {
          return node;
        }
        unbound = unbound == null && node.run() == null && !node.isEnded() ? node : unbound;
        last = node.isEnded() && last != null ? last : node;
      }
    }
    return unbound == null ? last : unbound;
  }

  private boolean isAt(AgentNode node, List<String> path) {
    AgentNode at = node;
    for (int depth = path.size() - 1; depth >= 0; depth--) {
      if (at == null || at == root || !at.alias().equals(path.get(depth))) {
        return false;
      }
      at = at.parent();
    }
    return at == root;
  }

  private static boolean isBelow(AgentNode node, AgentNode agent) {
    AgentNode at = node.parent();
    while (at != null && at != agent) {
      at = at.parent();
    }
    return at != null;
  }

  /** What is told of collaborators that are not kept apart says nothing about their caller. */
  private AgentNode other(String alias) {
    if (dropped.size() < MAX_AGENTS && dropped.add(alias)) {
      root.listener().dropped(AgentLimit.COLLABORATORS);
    }
    if (others == null) {
      others = new AgentNode(root, "", null, root.listener(), held, endedEarly);
    }
    return others;
  }

  private AgentNode unannounced(
      AgentNode caller, String alias, @Nullable String name, TracePart part) {
    return begin(caller, alias, Collaborations.unannounced(alias, name, part));
  }
}
