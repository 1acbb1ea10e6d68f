import { Protocol } from "@modelcontextprotocol/sdk/shared/protocol.js";
import {
  InitializeRequestSchema,
  type InitializeResult,
  LATEST_PROTOCOL_VERSION,
  type ServerNotification,
  type ServerRequest,
  type ServerResult,
  SUPPORTED_PROTOCOL_VERSIONS,
} from "@modelcontextprotocol/sdk/types.js";

/**
 * An MCP server that offers tools and asks its client for nothing. The SDK's own Server class can ask people by forms,
 * for which every start loads a validator of JSON Schemas: a tenth of the start and of the memory (`npm run bench --
 * startup`).
 */
export class McpServer extends Protocol<ServerRequest, ServerNotification, ServerResult> {
  constructor(serverInfo: { name: string; version: string }) {
    super();
    this.setRequestHandler(
      InitializeRequestSchema,
      ({ params }): InitializeResult => ({
        protocolVersion: SUPPORTED_PROTOCOL_VERSIONS.includes(params.protocolVersion)
          ? params.protocolVersion
          : LATEST_PROTOCOL_VERSION,
        capabilities: { tools: {} },
        serverInfo,
      }),
    );
  }

  /** Nothing is asked of the client and nothing announced, so there is no capability of its that could be missing. */
  protected assertCapabilityForMethod(): void {}
  protected assertNotificationCapability(): void {}
  protected assertRequestHandlerCapability(): void {}
  protected assertTaskCapability(): void {}
  protected assertTaskHandlerCapability(): void {}
}
