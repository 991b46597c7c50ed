/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * MLflow's own attributes, which make a trace look in MLflow as one of its Python client does.
 * Nothing outside depends on this package but the choice of flavours.
 */
@NullMarked
package io.github.bedrocktracing.internal.convention.mlflow;

import org.jspecify.annotations.NullMarked;
