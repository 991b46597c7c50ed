/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.security.Permission;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A program in a container that allows no hooks at the exit of the process. */
@SuppressWarnings("removal") // Nothing else denies a program what its process could do.
final class DeniedHooksProgram {
  private DeniedHooksProgram() {}

  /** Makes a call, and tells of its span. */
  public static void main(String[] args) {
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry telemetry = Telemetry.create()) {
      bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
      BedrockTracing tracing =
          BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
      System.setSecurityManager(new NoHooks());
      try (BedrockRuntimeClient client =
          Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
        client.converse(Exchanges.converse());
      }
      System.out.printf("spans begun %d, ended %d%n", telemetry.started(), telemetry.ended());
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  private static final class NoHooks extends SecurityManager {
    @Override
    public void checkPermission(Permission permission) {
      if (permission.getName().equals("shutdownHooks")) {
        throw new SecurityException("no hooks here");
      }
    }
  }
}
