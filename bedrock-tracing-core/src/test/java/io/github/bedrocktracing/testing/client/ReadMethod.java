/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The ways in which a stream can be read to its end. */
public enum ReadMethod {
  ONE_BY_ONE {
    @Override
    public byte[] readAll(InputStream in) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        out.write(next);
      }
      return out.toByteArray();
    }
  },
  INTO_A_PART_OF_A_BUFFER {
    @Override
    public byte[] readAll(InputStream in) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[64];
      for (int count = in.read(buffer, 7, 50); count >= 0; count = in.read(buffer, 7, 50)) {
        out.write(buffer, 7, count);
      }
      return out.toByteArray();
    }
  },
  ALL_BYTES {
    @Override
    public byte[] readAll(InputStream in) throws IOException {
      return in.readAllBytes();
    }
  },
  N_BYTES {
    @Override
    public byte[] readAll(InputStream in) throws IOException {
      return in.readNBytes(Integer.MAX_VALUE);
    }
  },
  TRANSFER {
    @Override
    public byte[] readAll(InputStream in) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      in.transferTo(out);
      return out.toByteArray();
    }
  },
  WITH_SKIPPING {
    @Override
    public byte[] readAll(InputStream in) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write((int) in.skip(5));
      in.transferTo(out);
      return out.toByteArray();
    }
  };

  /** Reads a stream to its end; returns what the caller got of it. */
  public abstract byte[] readAll(InputStream in) throws IOException;
}
