import { defineQuestion } from "../question.ts";
import { atNow } from "../windows.ts";

export const orderApiInstances = defineQuestion({
  id: "18",
  topic: "inventory",
  when: "always",
  variants({ now, setting }) {
    const { order, payment, web } = setting.names;
    const window = atNow(now);
    return [
      {
        ko: `이름이 "${order}*"인 인스턴스의 IP와 가용 영역 보여줘`,
        en: `Show instances named "${order}*" with IP and AZ`,
        window,
      },
      { ko: `${order} 서버들 목록이랑 사설 IP, AZ 알려줘`, en: `List the ${order} servers, private IP and AZ`, window },
      {
        ko: `${order}로 시작하는 EC2 찾아줘 (${payment}, ${web} 말고)`,
        en: `Find EC2 whose name begins with ${order} (not ${payment} or ${web})`,
        window,
      },
    ];
  },
  answer({ world, setting }, { from }) {
    const found = world.instances(from).filter((host) => host.name.startsWith(setting.names.order));
    return {
      instances: found.map(({ id, name, privateIp, publicIp, zone, type, running }) => ({
        instanceId: id,
        name,
        privateIp,
        publicIp: publicIp ?? null,
        availabilityZone: zone,
        type,
        state: running ? "running" : "stopped",
      })),
    };
  },
});
