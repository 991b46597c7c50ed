/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.MlflowDestination;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings send traces to MLflow, and which put its attributes on spans. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class MlflowSettingsTest {
  private static final List<String> PREFIXES = List.of("mlflow.", "bedrock.tracing.", "otel.");

  @BeforeEach
  @AfterEach
  void clear() {
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
        .forEach(System::clearProperty);
  }

  @Test
  void nothingSaid_isNotMlflow() {
    assertThat(MlflowSettings.UNSET.destinationNow()).isNull();
    assertThat(MlflowSettings.UNSET.attributesNow(false)).isFalse();
    assertThat(MlflowSettings.UNSET.attributesNow(true)).isTrue();
  }

  @Test
  void destination_isReadFromTheSettings() {
    System.setProperty("mlflow.tracking.uri", " https://mlflow.example.com:8443/base/ ");
    System.setProperty("mlflow.experiment.name", "prod");
    System.setProperty("mlflow.tracking.token", "t0ken");

    MlflowDestination destination = MlflowSettings.UNSET.destinationNow();

    assertThat(destination.trackingUri()).hasToString("https://mlflow.example.com:8443/base");
    assertThat(destination.experimentName()).isEqualTo("prod");
    assertThat(destination.token()).isEqualTo("t0ken");
    assertThat(destination).hasToString("https://mlflow.example.com:8443/base");
  }

  @Test
  void idComesBeforeName_andPasswordBeforeToken() {
    System.setProperty("mlflow.tracking.uri", "http://h");
    System.setProperty("mlflow.experiment.id", "3");
    System.setProperty("mlflow.experiment.name", "prod");
    System.setProperty("mlflow.tracking.token", "t0ken");
    System.setProperty("mlflow.tracking.username", "user");
    System.setProperty("mlflow.tracking.password", "pass");

    MlflowDestination destination = MlflowSettings.UNSET.destinationNow();

    assertThat(destination.experimentId()).isEqualTo("3");
    assertThat(destination.experimentName()).isNull();
    assertThat(destination.username()).isEqualTo("user");
    assertThat(destination.password()).isEqualTo("pass");
    assertThat(destination.token()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "databricks",
        "databricks://profile",
        "sqlite:///mlflow.db",
        "file:///srv/mlruns",
        "./mlruns",
        "http://",
        "http://bad host"
      })
  void addressThatIsNotOfHttp_isIgnored(String uri) {
    System.setProperty("mlflow.tracking.uri", uri);

    assertThat(MlflowSettings.UNSET.destinationNow()).isNull();
    assertThatThrownBy(() -> MlflowDestination.of(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(uri);
  }

  @Test
  void standardSettings_comeBeforeMlflows_butAfterTheProgram() {
    System.setProperty("mlflow.tracking.uri", "http://h");
    System.setProperty("otel.exporter.otlp.traces.endpoint", "http://collector:4318/v1/traces");
    MlflowDestination program = MlflowDestination.of("http://p");

    assertThat(MlflowSettings.UNSET.destinationNow()).isNull();
    assertThat(new MlflowSettings(program, null).destinationNow()).isSameAs(program);

    System.clearProperty("otel.exporter.otlp.traces.endpoint");
    System.setProperty("otel.traces.exporter", "none");
    assertThat(MlflowSettings.UNSET.destinationNow()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"otel.exporter.otlp.traces.headers", "otel.exporter.otlp.headers"})
  void headerOfTheExperiment_turnsTheAttributesOn(String property) {
    System.setProperty(property, "Authorization=Basic%20x,X-Mlflow-Experiment-Id=1");

    assertThat(MlflowSettings.UNSET.attributesNow(false)).isTrue();
  }

  @Test
  void flavor_decides_unlessTheProgramDoes() {
    System.setProperty("bedrock.tracing.flavor", "mlflow");
    assertThat(MlflowSettings.UNSET.attributesNow(false)).isTrue();
    assertThat(new MlflowSettings(null, false).attributesNow(true)).isFalse();

    System.setProperty("bedrock.tracing.flavor", "NONE");
    assertThat(MlflowSettings.UNSET.attributesNow(true)).isFalse();
    assertThat(new MlflowSettings(null, true).attributesNow(false)).isTrue();

    System.setProperty("bedrock.tracing.flavor", "vanilla");
    assertThat(MlflowSettings.UNSET.attributesNow(false)).isFalse();
  }

  @Test
  void destination_neverShowsItsSecrets() {
    MlflowDestination destination =
        MlflowDestination.of("http://user:pw@h:5000").credentials("u", "s3cret");

    assertThat(destination).hasToString("http://h:5000");
    assertThat(destination.token("t")).hasToString("http://h:5000");
  }
}
