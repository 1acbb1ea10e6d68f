import { vpcEndpointsOf } from "../gateways.ts";
import type { Setting } from "../setting.ts";
import type { ApiCall } from "./api-call.ts";

/** The interface endpoint through which the log shipper reached CloudWatch Logs without the NAT gateways. */
export function endpointRemoval(setting: Setting): ApiCall {
  const { endpointRemoved } = setting.story;
  const removed = vpcEndpointsOf(setting).find((endpoint) => endpoint.deletedAt === endpointRemoved);
  return {
    service: "ec2",
    name: "DeleteVpcEndpoints",
    request: { DeleteVpcEndpointsRequest: { VpcEndpointId: { tag: 1, content: removed?.id } } },
    response: { DeleteVpcEndpointsResponse: { xmlns: XML_NAMESPACE, unsuccessful: "" } },
    resources: [{ type: "AWS::EC2::VPCEndpoint", name: removed?.id ?? "" }],
  };
}

/** The same endpoint, made anew. */
export function endpointCreation(setting: Setting): ApiCall {
  const { endpointRestored } = setting.story;
  const made = vpcEndpointsOf(setting).find((endpoint) => endpoint.createdAt === endpointRestored);
  const { id = "", vpc = "", service, type, subnets = [] } = made ?? {};
  return {
    service: "ec2",
    name: "CreateVpcEndpoint",
    request: {
      CreateVpcEndpointRequest: {
        VpcEndpointType: type,
        VpcId: vpc,
        ServiceName: service,
        PrivateDnsEnabled: true,
        SubnetId: subnets.map(({ subnet }, index) => ({ tag: index + 1, content: subnet })),
      },
    },
    response: {
      CreateVpcEndpointResponse: {
        xmlns: XML_NAMESPACE,
        vpcEndpoint: { vpcEndpointId: id, vpcEndpointType: type, vpcId: vpc, serviceName: service, state: "pending" },
      },
    },
    resources: [
      { type: "AWS::EC2::VPCEndpoint", name: id },
      { type: "AWS::EC2::VPC", name: vpc },
    ],
  };
}

/** Of the calls of EC2 whose events are written as the XML they were. */
const XML_NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";
